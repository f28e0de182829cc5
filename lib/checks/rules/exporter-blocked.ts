import { explain, imaginedPods, type Model, namespaceNamed, type PodGroup, reasonsOf, verdictOn } from '../../reachability';
import type { Rule, RuleFinding } from '../finding';
import type { IntendedPods, Intent } from '../intent/intent';

/** The blackbox exporter reaches the ports that it probes. */
export const exporterBlocked: Rule = {
  name: 'exporter-blocked',
  setting: ['monitoring'],
  severity: 'warning',
  why: 'The probes of the port fail, so an alert says that the port is down although it is not.',
  mend: 'Admit the pods of the exporter to the port; the settings render what is needed.',
  check: (model, intent) => {
    const exporter = exporterOf(model, intent);
    return exporter ? intent.pods.flatMap((pods) => blocked(model, intent, pods, exporter)) : [];
  },
};

/** Pods with the labels of the exporter, in the manifests or not. */
function exporterOf(model: Model, { plan }: Intent): PodGroup | undefined {
  const exporter = plan?.monitoring?.exporter;
  return exporter && imaginedPods(namespaceNamed(exporter.namespace, model), new Map(Object.entries(exporter.podLabels)));
}

function blocked(model: Model, { plan }: Intent, pods: IntendedPods, exporter: PodGroup): readonly RuleFinding[] {
  const probed = new Set(plan?.monitoring?.probes.filter(({ workload, way }) => workload === pods.name && way === 'inside').map(({ port }) => port));
  return pods.ports
    .filter(({ name }) => probed.has(name))
    .flatMap(({ name, protocol, podNumber }): readonly RuleFinding[] => {
      const verdict = verdictOn(model.evaluator.between(exporter, pods.group), protocol, podNumber);
      if (verdict.kind === 'allowed') return [];
      const { ingress } = explain(model, exporter, pods.group, protocol, podNumber);
      const [object = pods.workload.reference, ...related] = ingress?.policies.map(({ policy }) => policy) ?? [];
      return [
        {
          message: `The blackbox exporter in namespace ${exporter.namespace.name} cannot probe ${name} (${podNumber}) of ${pods.workload.title}${verdict.kind === 'unknown' ? `, not certain: ${reasonsOf(verdict.doubts)}` : ''}.`,
          object,
          related,
          port: name,
        },
      ];
    });
}
