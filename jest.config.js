/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // By default one core is left idle, which is half of a small machine.
  maxWorkers: '100%',
  // No test is about time: five seconds are little on a machine that does other things, too, and a long run is long.
  testTimeout: process.env.LONG ? 3_600_000 : 60_000,
  setupFiles: ['<rootDir>/test/tools/short-runs.js'],
  globalSetup: '<rootDir>/test/tools/global-setup.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }] },
  // lib/cli/main.ts names its commands with the ending that Node wants for dynamic imports.
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // Examples import the package by its name.
    '^cdk8s-bluemind$': '<rootDir>/lib/index.ts',
    '^cdk8s-bluemind/testing$': '<rootDir>/lib/testing/index.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/'],
};
