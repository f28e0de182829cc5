import type { Evidence, SourceName } from './source';

/** Where a component runs. */
export type Placement =
  /** On the servers of one role. */
  | { readonly kind: 'role'; readonly role: string }
  /** Beside each of these components, or inside its process. */
  | { readonly kind: 'with'; readonly components: readonly string[] }
  /** On every server. */
  | { readonly kind: 'everywhere' }
  /** In the workloads of which the settings list it. */
  | { readonly kind: 'listed' };

/** A BlueMind process that listens or connects. */
export interface Component {
  /** Unique name; a DNS label. */
  readonly name: string;
  /** What it does. */
  readonly description: string;
  /** BlueMind's package. @default - a component of your own */
  readonly package?: string;
  readonly placement: Placement;
}

/** A component that connects to a port of another (or of its own other members). */
export interface Connection {
  readonly from: string;
  readonly to: string;
  /** Name of the port on which `to` listens. */
  readonly port: string;
  readonly evidence: Evidence;
  readonly source: SourceName;
  /** Purpose. */
  readonly description: string;
  /** The client looks for the server on 127.0.0.1, so both must share a pod unless its configuration is rewritten. @default false */
  readonly loopback?: boolean;
}

/** A kind of server over which BlueMind's documentation distributes the components. */
export interface ServerRole {
  readonly name: string;
  /** BlueMind's tags for servers that run the components of this role, or some of them. */
  readonly tags: readonly string[];
  readonly description: string;
}
