export * from './finding';
export { bluemindLabels } from './intent/catalogue-intent';
export { nothingLookedAt } from './looked-at';
export { misfitRules } from './misfits';
export { rules } from './rules';
export { unprovenInstallations, verifyPlans } from './several';
export * from './verify';
