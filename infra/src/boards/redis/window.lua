-- Rows of a board around a position, in one look: nil when no copy under the stamp is ready.
-- KEYS: the ready marker. ARGV: stamp, first and last part of the board's key, score and text of
-- the position, 'from' or 'after' it, how many rows before it, how many behind.
-- Answers: size, rows with a better score, rows before the position, the rows, the next better score.
local marker = redis.call('HMGET', KEYS[1], 'stamp', 'generation')
if marker[1] ~= ARGV[1] then
  return false
end
local board = ARGV[2] .. marker[2] .. ARGV[3]
local score, text, after = ARGV[4], ARGV[5], ARGV[6] == 'after'
local better = redis.call('ZCOUNT', board, '(' .. score, '+inf')
local low, high = better, better + redis.call('ZCOUNT', board, score, score)
-- Inside a score the texts descend: find the first that does not stand before the position.
while low < high do
  local middle = math.floor((low + high) / 2)
  local here = redis.call('ZREVRANGE', board, middle, middle)[1]
  if here > text or (after and here == text) then
    low = middle + 1
  else
    high = middle
  end
end
local first, last = math.max(low - tonumber(ARGV[7]), 0), low + tonumber(ARGV[8]) - 1
local rows = {}
if last >= first then
  rows = redis.call('ZREVRANGE', board, first, last, 'WITHSCORES')
end
local next_better = redis.call('ZRANGEBYSCORE', board, '(' .. score, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)[2]
return {redis.call('ZCARD', board), better, low, rows, next_better or false}
