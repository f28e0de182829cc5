import type { Labels } from '../../base/labels';
import type { Release } from '../../catalogue';
import type { PlannedAdmission } from './admission';
import type { ChecklistItem } from './checklist';
import type { PlannedBalancer, PlannedController, PlannedGatewayReference } from './cluster';
import type { PlannedConnection } from './connections';
import type { PlannedDns } from './dns';
import type { AllowedEgress, PlannedEgressGateway } from './egress';
import type { PlannedEntry } from './entries';
import type { PlannedExposure } from './exposures';
import type { PlannedPolicies } from './guards';
import type { PlannedMonitoring } from './monitoring';
import type { PlannedMachines, PlannedWorkload } from './servers';
import type { PlannedService } from './services';
import type { AllowedTraffic } from './traffic';

/**
 * What is intended for one installation, as plain, serialisable data: made once from catalogue and settings, read by every renderer and check.
 * Lists are sorted, so equal input gives equal plans.
 */
export interface Plan {
  /** Name of the installation. */
  readonly installation: string;
  readonly release: Release;
  readonly namespace: string;
  readonly createNamespace: boolean;
  /** What object names begin with. */
  readonly namePrefix: string;
  /** Labels of every object. */
  readonly labels: Labels;
  /** Annotations of every object, and of those of a kind, which go before. What an object needs itself goes before both. */
  readonly annotations: { readonly all: Labels; readonly byKind: Readonly<Record<string, Labels>> };
  readonly isolation: 'cluster' | 'installation' | 'connections';
  readonly workloads: readonly PlannedWorkload[];
  /** Machines outside the cluster, which no policy guards. */
  readonly machines: readonly PlannedMachines[];
  readonly services: readonly PlannedService[];
  readonly entries: readonly PlannedEntry[];
  readonly traffic: readonly AllowedTraffic[];
  /** Where the workloads may connect to; none where nothing restricts them. */
  readonly egress: readonly AllowedEgress[];
  /** What gives outgoing mail an address of its own, where objects do. */
  readonly egressGateways: readonly PlannedEgressGateway[];
  /** In which words the policies are written, and what stands guard over them. */
  readonly policies: PlannedPolicies;
  /** What keeps others from opening what is closed. @default - nothing does */
  readonly admission?: PlannedAdmission;
  readonly connections: readonly PlannedConnection[];
  /** Facts of the cluster that the proof needs. */
  readonly cluster: {
    readonly podCidrs: readonly string[];
    readonly nodeCidrs: readonly string[];
    readonly controllers: readonly PlannedController[];
    readonly balancers: readonly PlannedBalancer[];
    /** Gateways that are not the installation's own, and not among its manifests. */
    readonly gateways: readonly PlannedGatewayReference[];
  };
  readonly exposures: readonly PlannedExposure[];
  /** @default - settings name no mail server */
  readonly dns?: PlannedDns;
  /** @default - nobody watches the ports */
  readonly monitoring?: PlannedMonitoring;
  readonly waivers: readonly Waiver[];
  /** What must be done by hand, in BlueMind or at the edge, for the plan to work. */
  readonly checklist: readonly ChecklistItem[];
}

/** Namespaces in which the installation is, its own first: those that are rendered where the settings ask for it. */
export const namespacesOfInstallation = ({
  namespace,
  workloads,
  machines,
}: Pick<Plan, 'namespace' | 'workloads' | 'machines'>): readonly string[] => [
  ...new Set([namespace, ...[...workloads, ...machines].map((server) => server.namespace).sort()]),
];

/** A finding of the checks that settings accept for a while. */
export interface Waiver {
  readonly rule: string;
  /** Name of the object of the finding. @default - any */
  readonly object?: string;
  /** Name of the BlueMind port that the finding is about. @default - any */
  readonly port?: string;
  readonly reason: string;
  /** Last day on which it counts, as YYYY-MM-DD. */
  readonly until: string;
}
