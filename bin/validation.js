// The validation plugin, as this checkout's own cdk8s.yaml uses it; in the published package it is an export.
const { BlueMindValidation } = require('./typescript').loadTypeScript('lib/validation.ts');

module.exports = { BlueMindValidation };
