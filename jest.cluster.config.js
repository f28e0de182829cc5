const { testMatch: _, globalSetup: __, maxWorkers: ___, ...shared } = require('./jest.config.js');

/** @type {import('jest').Config} Tests that need a cluster: docs/cluster-tests.md. `npm test` leaves them out by their file names. */
module.exports = {
  ...shared,
  testMatch: ['<rootDir>/test/cluster/**/*.cluster.ts'],
  globalSetup: '<rootDir>/test/cluster/lab/prepare.ts',
  // One laboratory at a time: nodes and ports have fixed names and numbers.
  maxWorkers: 1,
  testTimeout: 600_000,
  verbose: true,
};
