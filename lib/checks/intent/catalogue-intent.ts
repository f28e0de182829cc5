import { type Catalogue, catalogues, isNetworkPort, lastNumber, type NetworkPort, type Release } from '../../catalogue';
import { type PodPort, podPort } from '../../plan';
import { type Model, type PodEnd, resolvedServices } from '../../reachability';
import { carries, endsOf, type IntendedPods, type Intent } from './intent';

/** Labels of BlueMind's pods if there are no settings. */
export const bluemindLabels = { 'app.kubernetes.io/name': 'bluemind' } as const;

/**
 * The intent of the catalogue without settings: pods with these labels are BlueMind's, and they have the ports of the catalogue that their containers declare
 * or their Services lead to.
 */
export function intentOfCatalogue(model: Model, release: Release, labels: Readonly<Record<string, string>> = bluemindLabels): Intent {
  const catalogue = catalogues[release];
  const pods = endsOf(model)
    .filter(({ group }) => carries(group.labels, labels))
    .map(({ end, workload, group }) => ({
      name: workload.title,
      end,
      workload,
      group,
      ports: knownPorts(model, end, catalogue),
      proxyListeners: [],
    }));
  const componentsAt = ({ ports }: IntendedPods) => new Set(ports.map(({ component }) => component));
  return {
    catalogue,
    pods,
    machines: [],
    connections: catalogue.connections
      .filter(({ loopback }) => !loopback)
      .flatMap(({ from, to, port, description }) =>
        pods
          .filter((source) => componentsAt(source).has(from))
          .flatMap((source) =>
            pods
              .filter((destination) => destination.ports.some(({ name }) => name === port))
              .map((destination) => ({ from, fromWorkload: source.name, to, toWorkload: destination.name, port, description })),
          ),
      ),
  };
}

/** A number on which pods listen by the manifests, and its name there. */
interface Seen {
  readonly name?: string;
  readonly number: number;
  readonly protocol: string;
}

/** The ports of the catalogue that containers declare or Services lead to, found by name, else by number. */
function knownPorts(model: Model, end: PodEnd, catalogue: Catalogue): readonly PodPort[] {
  const declared: readonly Seen[] = end.groups[0].ports.map(({ name, port, protocol }) => ({ name, number: port, protocol }));
  const served = resolvedServices(model).flatMap(({ ports }) =>
    ports.flatMap(({ port, backends }) =>
      backends.flatMap((backend): Seen[] =>
        backend.kind === 'pods' && backend.end === end ? [{ name: port.name, number: backend.port, protocol: backend.protocol }] : [],
      ),
    ),
  );
  return catalogue.ports.filter(isNetworkPort).flatMap((port) => {
    const number = numberOn(port, [...declared, ...served]);
    return number === undefined ? [] : [podPort(port, number)];
  });
}

/** The number on which pods listen for a port of the catalogue; for a range, the first. A Service names the first port of a range by name and number. */
function numberOn(port: NetworkPort, seen: readonly Seen[]): number | undefined {
  const alike = seen.filter(({ protocol }) => protocol === port.protocol);
  const named = alike.find(({ name }) => name === port.name || name === `${port.name}-${port.number}`);
  if (named) return named.number;
  return alike.some(({ number }) => port.number <= number && number <= lastNumber(port)) ? port.number : undefined;
}
