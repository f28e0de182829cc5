import { installKubernetesTools } from './kubernetes-tools';

/** Before all tests: what they run for real. */
module.exports = installKubernetesTools;
