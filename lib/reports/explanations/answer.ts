import { type Entry, type Explanation, formatPorts, type Party, type PortSet, type Protocol } from '../../reachability';

/** A question and its answer. */
export interface Answer {
  readonly source: string;
  readonly destination: string;
  readonly from: Party;
  readonly to: Party;
  readonly protocol: Protocol;
  readonly port: number;
  /** All ports of which the same is to be said. @default - that port alone */
  readonly ports?: PortSet;
  readonly explanation: Explanation;
  /** Ways in from outside to that port, where the source is the outside. */
  readonly entries: readonly Entry[];
}

/** `TCP 5432`, `All Connections`. */
export const portsOfAnswer = ({ protocol, port, ports }: Answer): string => (ports ? formatPorts(ports) : `${protocol} ${port}`);
