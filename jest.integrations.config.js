const { testMatch: _, globalSetup: __, maxWorkers: ___, ...shared } = require('./jest.config.js');

/** @type {import('jest').Config} Tests with the real programs of others, which are fetched once: `npm run test:integrations`. `npm test` leaves them out by their file names. */
module.exports = {
  ...shared,
  testMatch: ['<rootDir>/test/integrations/*.integration.ts'],
  globalSetup: '<rootDir>/test/integrations/prepare.ts',
  maxWorkers: 1,
  testTimeout: 600_000,
  verbose: true,
};
