import type { PodPort, ProxyListener } from '../../plan';
import { type Entry, entries, type Model, type ObjectReference, overlaps, reasonsOf } from '../../reachability';
import { type IntendedServer, type Intent, portAt, proxyListenerAt } from '../intent/intent';

/** A way from outside to pods or machines of BlueMind. */
export interface WayIn {
  readonly entry: Entry;
  readonly pods: IntendedServer;
  readonly protocol: string;
  /** Number on the pods. */
  readonly number: number;
  /** The port of BlueMind at that number. @default - not known */
  readonly port?: PodPort;
  readonly proxyListener?: ProxyListener;
  /** Whether policies certainly close it: one mistake would open it. */
  readonly closed: boolean;
  /** Why it cannot be decided, if it is not certain. */
  readonly doubt?: string;
}

/** All ways, also those that policies close, in the order of the manifests. */
export const allWays = (model: Model, intent: Intent): readonly WayIn[] =>
  entries(model).flatMap((entry): readonly WayIn[] => {
    const { destination, verdict } = entry;
    const { protocol, port: number } = destination;
    const wayTo = (pods: IntendedServer) => ({
      entry,
      pods,
      protocol,
      number,
      port: portAt(pods, protocol, number),
      proxyListener: proxyListenerAt(pods, protocol, number),
    });
    // The model knows nothing that closes the way to a machine.
    if (destination.kind === 'address')
      return intent.machines
        .filter(({ addresses }) => addresses.some((address) => overlaps(address, destination.addresses)))
        .map((machines) => ({ ...wayTo(machines), closed: false }));
    const doubt = verdict.kind === 'unknown' ? reasonsOf(verdict.doubts) : undefined;
    return intent.pods.filter(({ end }) => end === destination.end).map((pods) => ({ ...wayTo(pods), closed: verdict.kind === 'denied', doubt }));
  });

/** The ways that policies do not certainly close. */
export const waysIn = (model: Model, intent: Intent): readonly WayIn[] => allWays(model, intent).filter(({ closed }) => !closed);

/** Kinds of ways in, as phrases of a sentence. */
export const accessPhrases: Readonly<Record<Entry['access'], string>> = {
  'load-balancer': 'a load balancer',
  'node-port': 'a port of every node',
  'external-ip': 'an external address',
  'host-port': 'a port of its node',
  'host-network': 'the network of its node',
  controller: 'an ingress controller or gateway',
};

/** `through a load balancer (Service mail/bluemind-public)`. */
export const describeWay = ({ entry, doubt, closed }: WayIn): string => {
  const objects = entry.objects.map(({ kind, namespace, name }) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`).join(', ');
  const limit = closed ? ', and only policies keep clients out' : doubt === undefined ? '' : `, not certain: ${doubt}`;
  return `through ${accessPhrases[entry.access]} (${objects})${limit}`;
};

/** The objects of a way: the most relevant one, and the rest. */
export const objectsOf = ({ entry }: WayIn): { readonly object?: ObjectReference; readonly related: readonly ObjectReference[] } => {
  const [object, ...related] = entry.objects;
  return { ...(object && { object }), related };
};

/** `postgresql (5432)`, or the bare number of a port that BlueMind does not know. */
export const describePort = (port: PodPort | undefined, protocol: string, number: number): string =>
  port ? `${port.name} (${number})` : `${protocol} ${number}`;
