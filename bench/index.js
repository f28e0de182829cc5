/**
 * `npm run bench`: the time and memory of the commands, as medians of runs in turn and as ratios within one turn. Nothing passes or fails by it: figures of
 * different machines differ, ratios less so.
 *
 *   npm run bench                        everything, some ten minutes
 *   npm run bench -- start many reach    some of it: start, many, fleet, reach
 *
 * BENCH_TURNS (default 7) turns; BENCH_MANY (default 1,10,100,1000) numbers of installations; BENCH_PODS (default 100,1000,5000,10000,20000) sizes of
 * clusters; BENCH_NETPOL_ANALYZER the binary of netpol-analyzer, which reads the same clusters then.
 */
const os = require('node:os');
const { fleet } = require('./fleet');
const { many } = require('./many');
const { packed } = require('./packed');
const { reach } = require('./reach');
const { start } = require('./start');

const numbers = (text) => text.split(',').map(Number);
const { BENCH_TURNS = '7', BENCH_MANY = '1,10,100,1000', BENCH_PODS = '100,1000,5000,10000,20000', BENCH_NETPOL_ANALYZER } = process.env;
const parts = {
  start: (command) => start(command, Number(BENCH_TURNS)),
  many: (command) => many(command, numbers(BENCH_MANY)),
  fleet: (command) => fleet(command, numbers(BENCH_MANY)),
  reach: (command) => reach(command, numbers(BENCH_PODS), BENCH_NETPOL_ANALYZER),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`${unknown.join(', ')}: expected some of ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
console.log(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${os.cpus().length} × ${os.cpus()[0]?.model ?? os.arch()}, CPU time of user and system`,
);
const command = packed();
for (const [name, part] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) part(command);
