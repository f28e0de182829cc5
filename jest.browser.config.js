const { testMatch: _, globalSetup: __, maxWorkers: ___, ...shared } = require('./jest.config.js');

/** @type {import('jest').Config} Tests that need a browser: `npm run test:browser`. `npm test` leaves them out by their file names. */
module.exports = {
  ...shared,
  testMatch: ['<rootDir>/test/browser/*.browser.ts'],
  maxWorkers: 1,
  testTimeout: 120_000,
  verbose: true,
};
