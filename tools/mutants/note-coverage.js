const { writeFileSync } = require('node:fs');
const path = require('node:path');

/** Which places of mutants a suite executed: loaded into each suite of the first run, and written beside the results when it ends. */
const folder = process.env.MUTANTS_NOTES;
if (folder && process.env.__STRYKER_ACTIVE_MUTANT__ === undefined)
  afterAll(() => {
    const passed = globalThis.__stryker__?.mutantCoverage?.static ?? {};
    const { testPath } = expect.getState();
    writeFileSync(
      path.join(folder, `coverage-${Buffer.from(testPath).toString('base64url')}.json`),
      JSON.stringify({ testPath, mutants: Object.keys(passed) }),
    );
  });
