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
import type { PlannedGitOps } from './git-ops';
import type { PlannedPolicies } from './guards';
import type { PlannedMonitoring } from './monitoring';
import type { PlannedMachines, PlannedWorkload } from './servers';
import type { PlannedService } from './services';
import type { AllowedTraffic } from './traffic';

/**
 * The intent for one installation, as plain, serialisable data: made once from catalogue and settings, read by every renderer and check.
 * Lists are sorted, so equal input gives equal plans.
 */
export interface Plan {
  /** Name of the installation. */
  readonly installation: string;
  readonly release: Release;
  readonly namespace: string;
  readonly createNamespace: boolean;
  /** Prefix of object names. */
  readonly namePrefix: string;
  /** Labels of every object. */
  readonly labels: Labels;
  /** Annotations of every object, and of the objects of a kind, which take precedence. Annotations that an object needs take precedence over both. */
  readonly annotations: { readonly all: Labels; readonly byKind: Readonly<Record<string, Labels>> };
  readonly gitOps: PlannedGitOps;
  readonly isolation: 'cluster' | 'installation' | 'connections';
  readonly workloads: readonly PlannedWorkload[];
  /** Machines outside the cluster, which no policy protects. */
  readonly machines: readonly PlannedMachines[];
  readonly services: readonly PlannedService[];
  readonly entries: readonly PlannedEntry[];
  readonly traffic: readonly AllowedTraffic[];
  /** Where the workloads may connect to; none if nothing restricts them. */
  readonly egress: readonly AllowedEgress[];
  /** Objects that give outgoing mail its own source address. */
  readonly egressGateways: readonly PlannedEgressGateway[];
  /** The API in which the policies are written, and what protects them. */
  readonly policies: PlannedPolicies;
  /** What keeps others from opening closed ports. @default - nothing */
  readonly admission?: PlannedAdmission;
  readonly connections: readonly PlannedConnection[];
  /** Facts of the cluster that the proof needs. */
  readonly cluster: {
    readonly podCidrs: readonly string[];
    readonly nodeCidrs: readonly string[];
    readonly controllers: readonly PlannedController[];
    readonly balancers: readonly PlannedBalancer[];
    /** Existing Gateways, which are not among the manifests of the installation. */
    readonly gateways: readonly PlannedGatewayReference[];
  };
  readonly exposures: readonly PlannedExposure[];
  /** @default - settings name no mail server */
  readonly dns?: PlannedDns;
  /** @default - the ports are not monitored */
  readonly monitoring?: PlannedMonitoring;
  readonly waivers: readonly Waiver[];
  /** Manual steps, in BlueMind or at the edge, that the plan needs to work. */
  readonly checklist: readonly ChecklistItem[];
}

/** Namespaces of the installation, its own first; they are rendered if the settings ask for it. */
export const namespacesOfInstallation = ({
  namespace,
  workloads,
  machines,
}: Pick<Plan, 'namespace' | 'workloads' | 'machines'>): readonly string[] => [
  ...new Set([namespace, ...[...workloads, ...machines].map((server) => server.namespace).sort()]),
];

/** A finding of the checks that settings accept until a date. */
export interface Waiver {
  readonly rule: string;
  /** Name of the object of the finding. @default - any */
  readonly object?: string;
  /** Name of the BlueMind port that the finding is about. @default - any */
  readonly port?: string;
  readonly reason: string;
  /** Last day on which it is valid, as YYYY-MM-DD. */
  readonly until: string;
}
