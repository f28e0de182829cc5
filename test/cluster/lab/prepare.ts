import { installKubernetesTools } from '../../tools/kubernetes-tools';
import {
  build,
  buildAgnhost,
  buildBlackboxExporter,
  buildForeignEngine,
  buildKpt,
  buildKustomize,
  buildPrometheusRules,
  buildTraefik,
} from './build';
import { currentRelease, oldRelease } from './releases';
import { missingRequirements } from './requirements';

/** Before all tests: with KUBECONFIG there is a cluster; without it the laboratory is built, or the output says what it lacks. */
function prepare(): void {
  installKubernetesTools();
  if (process.env.KUBECONFIG) {
    process.stdout.write(
      'KUBECONFIG is set: that cluster is asked. NOT TRIED there, since it needs the laboratory: admission, packets from nodes and through load balancers, PROXY headers, controllers, mail, and probe with networks that do what they should not.\n',
    );
    return;
  }
  const missing = missingRequirements();
  if (missing.length > 0)
    throw new Error(`There is no cluster to test with: KUBECONFIG is not set, and the laboratory cannot run here.\n  - ${missing.join('\n  - ')}`);
  build(currentRelease);
  build(oldRelease);
  buildAgnhost();
  buildTraefik();
  buildBlackboxExporter();
  buildPrometheusRules();
  buildForeignEngine();
  buildKustomize();
  buildKpt();
}

module.exports = prepare;
