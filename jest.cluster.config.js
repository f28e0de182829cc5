const { testMatch: _, globalSetup: __, maxWorkers: ___, ...shared } = require('./jest.config.js');

/** @type {import('jest').Config} Tests that need a cluster: docs/cluster-tests.md. `npm test` leaves them out by their file names. */
module.exports = {
  ...shared,
  // A given cluster is asked what it takes and what its network does; the rest plays kubelet and cloud, which is for the laboratory;
  // there, given-cluster runs those for a given cluster.
  testMatch: [`<rootDir>/test/cluster/${process.env.KUBECONFIG ? '{api-server,drift,packets-by-pods}' : '**/*'}.cluster.ts`],
  testPathIgnorePatterns: process.env.KUBECONFIG ? [] : ['packets-by-pods'],
  globalSetup: '<rootDir>/test/cluster/lab/prepare.ts',
  // One laboratory at a time: nodes and ports have fixed names and numbers.
  maxWorkers: 1,
  testTimeout: process.env.LONG ? 7_200_000 : 600_000,
  verbose: true,
};
