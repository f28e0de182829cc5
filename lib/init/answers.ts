import type { Labels } from '../base/labels';
import type { Release } from '../catalogue';
import type { EntryPointSettings } from '../settings';

export type ProviderName = Extract<EntryPointSettings, { type: 'LoadBalancer' }>['provider'];
export type ControllerName = Exclude<Extract<EntryPointSettings, { type: 'Ingress' }>['controller'], 'other'>;

/** The answers for a first settings file. Only the name has no default. */
export interface Answers {
  /** Name of the installation. */
  readonly name: string;
  /** @default - the name */
  readonly namespace?: string;
  /** Whether the Namespace already exists. @default false */
  readonly namespaceExists?: boolean;
  /** @default '4' */
  readonly release?: Release;
  /** A preset, or the pods that were found. @default 'all-in-one' */
  readonly workloads?: 'all-in-one' | 'roles' | 'main-and-edge' | 'main-and-mailboxes' | readonly FoundWorkload[];
  /** Who provides load balancers. @default 'generic' */
  readonly provider?: ProviderName;
  readonly loadBalancerClass?: string;
  /** Ingress controller through which the web goes. @default - the web goes through the load balancer too */
  readonly web?: FoundController;
  /** Host name of the web interface; needed with an ingress controller. */
  readonly hostname?: string;
  /** ClusterIssuer of cert-manager for that name. @default - the controller's default certificate */
  readonly clusterIssuer?: string;
  readonly podCidrs?: readonly string[];
  readonly nodeCidrs?: readonly string[];
  /** Where an answer was found, by the name of its field, as a sentence for a comment. */
  readonly seen?: Readonly<Partial<Record<keyof Answers, string>>>;
}

/** Pods that look like BlueMind's. */
export interface FoundWorkload {
  readonly name: string;
  readonly podLabels: Labels;
  /** Names of the components that run there, sorted. */
  readonly components: readonly string[];
  /** Those components for which no pod declares a port. @default - none */
  readonly assumed?: readonly string[];
}

export interface FoundController {
  readonly controller: ControllerName;
  readonly className?: string;
  /** @default - the default of its own chart */
  readonly namespace?: string;
  readonly podLabels?: Labels;
}
