import { type Entry, type Explanation, formatPorts, type Party, type PortSet, type Protocol } from '../../reachability';

/** A question and its answer. */
export interface Answer {
  readonly source: string;
  readonly destination: string;
  readonly from: Party;
  readonly to: Party;
  readonly protocol: Protocol;
  readonly port: number;
  /** All ports with the same answer. @default - only that port */
  readonly ports?: PortSet;
  readonly explanation: Explanation;
  /** Ways in from outside to that port, if the source is the outside. */
  readonly entries: readonly Entry[];
}

/** `TCP 5432`, `All Connections`. */
export const portsOfAnswer = ({ protocol, port, ports }: Answer): string => (ports ? formatPorts(ports) : `${protocol} ${port}`);
