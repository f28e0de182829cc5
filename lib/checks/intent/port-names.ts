import { catalogues, isNetworkPort, lastNumber } from '../../catalogue';
import type { Plan } from '../../plan';
import type { NamedPort, PodGroup } from '../../reachability';
import { bluemindLabels } from './catalogue-intent';
import { carries } from './intent';

/**
 * BlueMind's names for the ports of pods: by the settings that describe the pods, else, for pods with BlueMind's labels, by the catalogues of all releases.
 * None for other pods.
 */
export function catalogueNames({ namespace, labels }: PodGroup, plans: readonly Plan[]): readonly NamedPort[] {
  const planned = plans
    .flatMap(({ workloads }) => workloads)
    .filter((workload) => workload.namespace === namespace.name && carries(labels, workload.podLabels))
    .flatMap(({ ports }) => ports.flatMap(({ name, protocol, podNumber, podEndNumber }) => named(name, protocol, podNumber, podEndNumber)));
  if (planned.length > 0 || !carries(labels, bluemindLabels)) return planned;
  return Object.values(catalogues).flatMap(({ ports }) =>
    ports.filter(isNetworkPort).flatMap((port) => named(port.name, port.protocol, port.number, lastNumber(port))),
  );
}

const named = (name: string, protocol: NamedPort['protocol'], first: number, last: number): readonly NamedPort[] =>
  Array.from({ length: last - first + 1 }, (_, index) => ({ name, protocol, port: first + index }));
