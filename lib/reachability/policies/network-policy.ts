import { containsRange } from '../../base/addresses';
import { choice, type Field, isGiven, items, member, report, required } from '../input/fields';
import type { Manifest } from '../input/manifest';
import { anyGiven, cidrOf, has, portName, portNumber, protocolOf, selectorOf } from '../objects/checks';

import { blockAddresses } from '../sets/address-sets';
import { portRange, portsOf } from '../sets/ports';
import type { Direction, Peer, PodPattern, Policy, PortPattern, Rule } from './policy';

/** Reads a NetworkPolicy of networking.k8s.io/v1. */
export function networkPolicyOf({ reference, locate }: Manifest, root: Field): Policy {
  const spec = member(root, 'spec');
  const namespace = reference.namespace ?? 'default';
  const ingress = items(member(spec, 'ingress')).map((field, index) => ruleOf(field, index, namespace, 'from'));
  const egress = items(member(spec, 'egress')).map((field, index) => ruleOf(field, index, namespace, 'to'));
  const directions = directionsOf(member(spec, 'policyTypes'), egress.length > 0);
  return {
    reference,
    tier: 'network',
    priority: 0,
    subject: podPattern({ name: namespace }, member(spec, 'podSelector')),
    ...(directions.includes('ingress') && { ingress }),
    ...(directions.includes('egress') && { egress }),
    locate,
  };
}

/** Without policyTypes a policy applies to ingress, even without ingress rules, and to egress only with egress rules. */
function directionsOf(field: Field, hasEgress: boolean): readonly Direction[] {
  const types = items(field).map((item) => choice(item, ['Ingress', 'Egress']));
  if (types.length === 0) return hasEgress ? ['ingress', 'egress'] : ['ingress'];
  return types.flatMap((type): readonly Direction[] => (type === undefined ? [] : [type === 'Ingress' ? 'ingress' : 'egress']));
}

const podPattern = (namespaces: PodPattern['namespaces'], pods: Field): PodPattern => ({
  namespaces,
  pods: selectorOf(pods),
  hostNetwork: 'undefined',
});

function ruleOf(field: Field, index: number, namespace: string, peersKey: 'from' | 'to'): Rule {
  const peers = items(member(field, peersKey));
  const ports = items(member(field, 'ports'));
  return {
    action: 'accept',
    index,
    path: field.path,
    peers: peers.length === 0 ? 'everyone' : peers.flatMap((peer) => peerOf(peer, namespace) ?? []),
    ports: ports.length === 0 ? 'all' : ports.flatMap((port) => portOf(port) ?? []),
  };
}

function peerOf(field: Field, namespace: string): Peer | undefined {
  const pods = member(field, 'podSelector');
  const namespaces = member(field, 'namespaceSelector');
  if (!has(field, 'ipBlock')) {
    if (!anyGiven(pods, namespaces)) {
      report(field, 'needs a podSelector, a namespaceSelector or an ipBlock');
      return undefined;
    }
    const inNamespaces = isGiven(namespaces) ? { selector: selectorOf(namespaces) } : { name: namespace };
    return { kind: 'pods', pattern: podPattern(inNamespaces, pods), path: field.path };
  }
  if (anyGiven(pods, namespaces)) {
    report(field, 'has an ipBlock and a selector; a peer is either pods or a block of addresses');
    return undefined;
  }
  const block = member(field, 'ipBlock');
  const cidr = required(member(block, 'cidr'), cidrOf);
  const except = items(member(block, 'except')).flatMap((item) => {
    const inner = cidrOf(item);
    if (cidr !== undefined && inner !== undefined && (!containsRange(cidr, inner) || cidr.canonical === inner.canonical)) {
      report(item, `expected a part of ${cidr.canonical}, found ${inner.canonical}`);
    }
    return inner ?? [];
  });
  return cidr && { kind: 'addresses', addresses: blockAddresses(cidr, except), ofPods: 'undefined', path: field.path };
}

function portOf(field: Field): PortPattern | undefined {
  const protocol = protocolOf(member(field, 'protocol'));
  const port = member(field, 'port');
  const endPort = member(field, 'endPort');
  if (typeof port.value === 'string') {
    if (isGiven(endPort)) report(endPort, 'needs a port given by number, not by name');
    const name = portName(port);
    return name === undefined ? undefined : { kind: 'name', name, protocol, path: field.path };
  }
  const first = portNumber(port);
  const last = portNumber(endPort);
  if (!isGiven(port)) {
    if (isGiven(endPort)) report(endPort, 'needs port, the first number of the range');
    return { kind: 'numbers', ports: portsOf(protocol), path: field.path };
  }
  if (first === undefined) return undefined;
  if (last !== undefined && last < first) {
    report(endPort, `expected ${first} or more, since the range begins there, found ${last}`);
    return undefined;
  }
  return { kind: 'numbers', ports: portRange(protocol, first, last ?? first), path: field.path };
}
