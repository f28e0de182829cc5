const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** A mutant dies at the first test that sees it, so short suites come first. Without notes of an earlier run, Jest's own order. */
module.exports = class extends Sequencer {
  sort(tests) {
    const notes = path.join(process.env.MUTANTS_NOTES, 'durations.json');
    if (!existsSync(notes)) return super.sort(tests);
    const durations = JSON.parse(readFileSync(notes, 'utf8'));
    return [...tests].sort((one, other) => (durations[one.path] ?? 0) - (durations[other.path] ?? 0));
  }
};
