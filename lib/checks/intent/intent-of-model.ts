import { catalogues } from '../../catalogue';
import type { Plan, PodPort } from '../../plan';
import type { Model } from '../../reachability';
import { intentOfCatalogue } from './catalogue-intent';
import { endsOf, type IntendedPods, type Intent } from './intent';
import { intentOfPlan } from './plan-intent';

/**
 * BlueMind's part of a model, for a reader who wants to see all of it: by the plans, else by the labels of BlueMind's pods, else every pod with the ports
 * that its containers declare.
 */
export function intentOfModel(model: Model, plans: readonly Plan[]): Intent {
  const intents = plans.map((plan) => intentOfPlan(model, plan));
  const [first = intentOfCatalogue(model, '4')] = intents;
  const all = intents.length > 0 ? intents : [first];
  const pods = all.flatMap((intent) => intent.pods);
  return {
    catalogue: first.catalogue ?? catalogues['4'],
    pods: pods.length > 0 ? pods : declared(model),
    machines: all.flatMap((intent) => intent.machines),
    connections: all.flatMap((intent) => intent.connections),
  };
}

/** Other pods, with the ports that they declare. */
const declared = (model: Model): readonly IntendedPods[] =>
  endsOf(model).map(({ end, workload, group }) => ({
    name: end.title,
    end,
    workload,
    group,
    proxyListeners: [],
    ports: group.ports.flatMap(({ name, port, protocol }): readonly PodPort[] =>
      protocol === 'SCTP'
        ? []
        : [
            {
              name: name ?? `${port}`,
              component: workload.name,
              audience: 'internal',
              protocol,
              number: port,
              endNumber: port,
              podNumber: port,
              podEndNumber: port,
            },
          ],
    ),
  }));
