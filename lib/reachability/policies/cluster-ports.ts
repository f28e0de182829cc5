import { type Field, member, report, required, text } from '../input/fields';
import { has, nonEmpty, portNumber, protocolOf } from '../objects/checks';
import { lastPort, type PortSet, type Protocol, portRange } from '../sets/ports';
import type { PortPattern } from './policy';

/** Ports of a v1alpha2 rule: `protocols: [{tcp: {destinationPort: {number | range}}} | {destinationNamedPort}]`. */
export function clusterPorts(rule: Field): readonly PortPattern[] | 'all' {
  if (!has(rule, 'protocols')) return 'all';
  return nonEmpty(member(rule, 'protocols'), 'a protocol').flatMap((field): readonly PortPattern[] => {
    const { path } = field;
    const name = text(member(field, 'destinationNamedPort'));
    if (name !== undefined) return [{ kind: 'name', name, path }];
    const key = (['tcp', 'udp', 'sctp'] as const).find((candidate) => has(field, candidate));
    if (key === undefined) {
      report(field, 'needs tcp, udp, sctp or destinationNamedPort');
      return [];
    }
    const protocol = protocolNames[key];
    const port = member(member(field, key), 'destinationPort');
    if (has(port, 'number')) return numbers(protocol, member(port, 'number'), member(port, 'number'), path);
    if (has(port, 'range')) return numbers(protocol, member(member(port, 'range'), 'start'), member(member(port, 'range'), 'end'), path);
    return [{ kind: 'numbers', ports: portRange(protocol, 1, lastPort), path }];
  });
}

const protocolNames = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' } as const;

/** Ports of a v1alpha1 rule: `ports: [{portNumber} | {portRange} | {namedPort}]`. */
export function adminPorts(rule: Field): readonly PortPattern[] | 'all' {
  if (!has(rule, 'ports')) return 'all';
  return nonEmpty(member(rule, 'ports'), 'a port').flatMap((field): readonly PortPattern[] => {
    const { path } = field;
    const name = text(member(field, 'namedPort'));
    if (name !== undefined) return [{ kind: 'name', name, path }];
    const single = member(field, 'portNumber');
    if (has(field, 'portNumber')) return numbers(protocolOf(member(single, 'protocol')), member(single, 'port'), member(single, 'port'), path);
    const range = member(field, 'portRange');
    if (has(field, 'portRange')) return numbers(protocolOf(member(range, 'protocol')), member(range, 'start'), member(range, 'end'), path);
    report(field, 'needs portNumber, portRange or namedPort');
    return [];
  });
}

function numbers(protocol: Protocol, start: Field, end: Field, path: Field['path']): readonly PortPattern[] {
  const first = required(start, portNumber);
  const last = required(end, portNumber);
  if (first === undefined || last === undefined) return [];
  if (last < first) report(end, `expected ${first} or more, since the range begins there, found ${last}`);
  const ports: PortSet = last < first ? [] : portRange(protocol, first, last);
  return [{ kind: 'numbers', ports, path }];
}
