-- Puts one member on the boards of one generation: all places at once, never an older state.
-- KEYS: what is remembered of the members. ARGV: first part of the boards' keys, seconds to keep,
-- member, version, text of the member on the boards, then place and score in turn.
-- The boards' keys share the hash tag of KEYS[1], so that they lie in its slot.
local remembered, boards, keep = KEYS[1], ARGV[1], ARGV[2]
local member, version, text = ARGV[3], ARGV[4], ARGV[5]
local known = redis.call('HGET', remembered, member)
if known then
  local known_version, known_text, places = known:match('^(%d+) (%x+)(.*)$')
  if tonumber(known_version) > tonumber(version) then
    return 0
  end
  for place in places:gmatch(' (%S+)') do
    redis.call('ZREM', boards .. place, known_text)
  end
end
local now = {version, text}
for index = 6, #ARGV, 2 do
  local board = boards .. ARGV[index]
  redis.call('ZADD', board, ARGV[index + 1], text)
  redis.call('EXPIRE', board, keep)
  now[#now + 1] = ARGV[index]
end
redis.call('HSET', remembered, member, table.concat(now, ' '))
redis.call('EXPIRE', remembered, keep)
return 1
