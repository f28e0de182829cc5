import { deepFrozen } from '../../base/frozen';

/** Who does the things on a checklist, in the order in which they are listed. */
export const owners = deepFrozen(['network', 'dns', 'controller', 'monitoring', 'bluemind'] as const);

/**
 * `network`: whoever runs firewalls, load balancers and the network plugin; `dns`: whoever edits the zones; `controller`: whoever runs the ingress
 * controller, the gateway or cert-manager; `monitoring`: whoever runs Prometheus; `bluemind`: BlueMind's administrator.
 */
export type Owner = (typeof owners)[number];

/** Text to paste: a command, a part of a configuration, lines of a zone. */
export interface Snippet {
  readonly language: 'sh' | 'yaml' | 'nginx' | 'ini' | 'zone' | 'text';
  readonly text: string;
}

/** What to do, with what to paste for it. */
export interface Advice {
  readonly what: string;
  readonly snippet: Snippet;
}

/** A thing to do outside of the manifests. */
export interface ChecklistItem extends Advice {
  /** Name of the entry point that needs it; `cluster` for what goes on inside, `egress` for what goes out, `dns` for names. */
  readonly entryPoint: string;
  /** Where: a controller, a balancer, a BlueMind component. */
  readonly where: string;
  readonly owner: Owner;
  /** Said aloud at each synthesis, not in the report alone. @default false */
  readonly warning?: boolean;
}
