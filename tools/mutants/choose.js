const { readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');

/** The folders whose code decides something: what is proved, found, planned and reported. */
const rooms = ['lib/checks', 'lib/plan', 'lib/reachability', 'lib/reports'];

/** The page's own code in the browser, which `npm run test:browser` runs, and its generated copy: a test compares the two byte by byte. */
const isOfBrowser = (name) => /^lib\/reports\/page\/(client\/|assets\.ts$)/.test(name);

const silent = () => undefined;
const logger = { isDebugEnabled: () => false, debug: silent, info: silent, warn: silent, trace: silent };
const options = { plugins: null, excludedMutations: [], ignorers: [] };

/** The code with its mutants beside it, each asleep until the environment names it. Stryker's part, which is all that we take of Stryker. */
async function instrument(root, mutate) {
  const { Instrumenter } = await import('@stryker-mutator/instrumenter');
  const files = [...mutate].map(([name, ranges]) => ({ name, mutate: ranges, content: readFileSync(path.join(root, name), 'utf8') }));
  return new Instrumenter(logger).instrument(files, options);
}

const sources = (root, within) =>
  rooms
    .flatMap((room) => readdirSync(path.join(root, room), { recursive: true }).map((name) => path.posix.join(room, name)))
    .filter((name) => name.endsWith('.ts') && !isOfBrowser(name) && within.some((prefix) => name.startsWith(prefix)))
    .sort();

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function sampleOf(all, size, seed) {
  const random = randomFrom(seed);
  const rest = [...all];
  return Array.from({ length: Math.min(size, rest.length) }, () => rest.splice(Math.floor(random() * rest.length), 1)[0]);
}

/**
 * Mutants of the code and the files that contain them.
 * @param {string} root the checkout
 * @param {{ within?: readonly string[], lines?: readonly string[], sample?: number, seed: number }} choice files or folders, lines as `FILE:LINE`; how many
 */
async function choose(root, { within = rooms, lines = [], sample = Number.POSITIVE_INFINITY, seed }) {
  const all = await instrument(root, new Map(sources(root, within).map((name) => [name, true])));
  const wanted = all.mutants.filter(({ fileName, location }) => lines.length === 0 || lines.includes(`${fileName}:${location.start.line + 1}`));
  const chosen = sampleOf(wanted, sample, seed);
  // Only the chosen ones are in the code: thousands of inactive ones would slow the tests down.
  const ranges = new Map();
  for (const { fileName, location } of chosen) ranges.set(fileName, [...(ranges.get(fileName) ?? []), location]);
  const { files, mutants } = await instrument(root, ranges);
  const key = ({ fileName, location, mutatorName, replacement }) => JSON.stringify([fileName, location, mutatorName, replacement]);
  const keys = new Set(chosen.map(key));
  return { files, mutants: mutants.filter((mutant) => keys.has(key(mutant))), among: wanted.length };
}

module.exports = { choose, rooms };
