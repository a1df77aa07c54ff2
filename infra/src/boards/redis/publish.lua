-- Makes a generation the one that is read, if it still is the one that is being built.
-- KEYS: the building marker, the ready marker. ARGV: generation, stamp.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('HSET', KEYS[2], 'generation', ARGV[1], 'stamp', ARGV[2])
redis.call('DEL', KEYS[1])
return 1
