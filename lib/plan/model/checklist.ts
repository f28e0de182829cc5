import { deepFrozen } from '../../base/frozen';

/** Who does the items of a checklist, in the order of the list. */
export const owners = deepFrozen(['network', 'dns', 'controller', 'monitoring', 'bluemind'] as const);

/**
 * `network`: the team for firewalls, load balancers and the network plugin; `dns`: the team for the zones; `controller`: the team for the ingress
 * controller, the gateway or cert-manager; `monitoring`: the team for Prometheus; `bluemind`: BlueMind's administrator.
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

/** A step to do outside the manifests. */
export interface ChecklistItem extends Advice {
  /** Name of the entry point that needs it; `cluster` for steps inside the cluster, `egress` for outgoing connections, `dns` for names. */
  readonly entryPoint: string;
  /** Where: a controller, a balancer, a BlueMind component. */
  readonly where: string;
  readonly owner: Owner;
  /** Whether each synthesis prints it, in addition to the report. @default false */
  readonly warning?: boolean;
}
