import { difference, type PortSet, portRange, union } from '../../reachability';
import { sourcesFor } from '../access/sources';
import type { Rule } from '../finding';
import { beyondIntent } from '../intent/beyond-intent';
import { type IntendedPods, type Intent, mayBeExposed } from '../intent/intent';

/** Inside the cluster, only the peers of the isolation and of `allow` reach ports. */
export const internalPortBeyondIsolation: Rule = {
  name: 'internal-port-beyond-isolation',
  setting: ['isolation'],
  severity: 'error',
  why: 'BlueMind trusts everyone who can connect to an internal port as one of its own components.',
  mend: 'Remove the peer or port from the rule that admits it, or allow it with a reason under `allow`.',
  check: (model, intent) =>
    intent.pods.flatMap((pods) => sourcesFor(model, pods).flatMap((source) => beyondIntent(model, intent, source, pods, guardedPorts(intent, pods)))),
};

/** Ports of BlueMind that are not open to the outside anyway, without the listeners that another rule checks. */
const guardedPorts = (intent: Intent, { name, ports, proxyListeners }: IntendedPods): PortSet =>
  difference(
    union(
      ...ports
        .filter((port) => !mayBeExposed(intent, port, name))
        .map(({ protocol, podNumber, podEndNumber }) => portRange(protocol, podNumber, podEndNumber)),
    ),
    union(...proxyListeners.map(({ protocol, podNumber }) => portRange(protocol, podNumber))),
  );
