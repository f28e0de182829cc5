const { readFileSync } = require('node:fs');
const path = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** A mutant dies at the first test that sees it, so the suites run in the order in which they were named. Without names, Jest's own order. */
module.exports = class extends Sequencer {
  sort(tests) {
    const order = JSON.parse(readFileSync(path.join(process.env.MUTANTS_NOTES, 'order.json'), 'utf8'));
    if (order.length === 0) return super.sort(tests);
    return [...tests].sort((one, other) => order.indexOf(one.path) - order.indexOf(other.path));
  }
};
