import { InputError } from '../../base/faults';
import { didYouMean } from '../../base/words';
import { namedPortsOfEnd } from '../../checks/intent/end-port-names';
import { type End, noPorts, type PortSet, parseProtocol, portRange, union } from '../../reachability';
import type { State } from '../state';

/**
 * Ports of destinations that a text names: `25`, which is of TCP, `UDP/53`, `TCP/8000-8010`, or a name that containers, Services, settings or the
 * catalogue give.
 * @throws InputError if it names none
 */
export function portFilter({ model, plans }: State, text: string): (destination: End) => PortSet {
  const [, protocolText = 'TCP', first, last = first] = /^(?:([A-Za-z]+)\/)?(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  if (first !== undefined) {
    const protocol = parseProtocol(protocolText.toUpperCase());
    const [start, end] = [Number(first), Number(last)];
    if (protocol === undefined || start < 1 || end < start || end > 65535) throw unknownPort(text);
    return () => portRange(protocol, start, end);
  }
  const [, wantedProtocol, name = text] = /^([A-Za-z]+)\/(.+)$/.exec(text) ?? [];
  const portsOf = (end: End): PortSet =>
    union(
      ...namedPortsOfEnd(model, plans, end)
        .filter((port) => port.name === name && (wantedProtocol === undefined || port.protocol === wantedProtocol.toUpperCase()))
        .map(({ protocol, port }) => portRange(protocol, port)),
    );
  if (model.ends.every((end) => portsOf(end).length === 0))
    throw unknownPort(text, [...new Set(model.ends.flatMap((end) => namedPortsOfEnd(model, plans, end).map((port) => port.name)))]);
  return (end) => (end.kind === 'pods' ? portsOf(end) : noPorts);
}

const unknownPort = (text: string, names: readonly string[] = []): InputError =>
  new InputError([
    {
      field: '--port',
      message: `'${text}': no workload has such a port; expected a number such as 25 or UDP/53, or the name of a port${didYouMean(text, names)}`,
    },
  ]);
