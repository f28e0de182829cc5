import type { Catalogue, Component } from '../catalogue';
import type { InstallationSettings, WorkloadSettings } from './schema/settings';

/** Whether other workloads run the same components, or whether it is an edge server. */
export type WorkloadKind = WorkloadSettings['kind'];

/** What a workload runs on. */
export type WorkloadPlace =
  /** Pods, found by their labels. */
  | { readonly runsOn: 'pods'; readonly podLabels: Readonly<Record<string, string>> }
  /** Machines outside the cluster, at these addresses, sorted. */
  | { readonly runsOn: 'machines'; readonly addresses: readonly string[] };

/** Pods or machines that run one or more components, with all defaults filled in. */
export interface Workload {
  readonly name: string;
  readonly kind: WorkloadKind;
  readonly namespace: string;
  /** Names of its components, sorted. */
  readonly components: readonly string[];
  readonly place: WorkloadPlace;
  /** Port name to the number on which it listens, if this is not the number of the catalogue. */
  readonly targetPorts: Readonly<Record<string, number>>;
}

type WorkloadMap = Readonly<Record<string, WorkloadSettings>>;

const main: WorkloadSettings = { kind: 'single', components: 'all', targetPorts: {} };

/** The map of workloads that a preset stands for. A map stays as it is, with the components of edge servers filled in. */
export function workloadMap(catalogue: Catalogue, { workloads }: Pick<InstallationSettings, 'workloads'>): WorkloadMap {
  switch (workloads) {
    case 'all-in-one':
      return { 'all-in-one': main };
    case 'roles':
      return Object.fromEntries(catalogue.roles.map(({ name }) => [name, { kind: 'single', roles: [name], targetPorts: {} }]));
    case 'main-and-edge':
      return withEdgeComponents(catalogue, { main, edge: { kind: 'edge', targetPorts: {} } });
    case 'main-and-mailboxes': {
      const mailbox: WorkloadSettings = { kind: 'one-of-several', components: [...(catalogue.mailboxServer?.components ?? [])], targetPorts: {} };
      return catalogue.mailboxServer ? { main, 'mailbox-1': mailbox, 'mailbox-2': mailbox } : { main };
    }
    default:
      return withEdgeComponents(catalogue, workloads);
  }
}

const withEdgeComponents = ({ edge }: Catalogue, map: WorkloadMap): WorkloadMap =>
  Object.fromEntries(
    Object.entries(map).map(([name, workload]) => [
      name,
      workload.kind === 'edge' && !workload.components && !workload.roles ? { ...workload, components: [...edge.components] } : workload,
    ]),
  );

/** The installation's workloads with the components that run in each, sorted by name. */
export function expandWorkloads(catalogue: Catalogue, settings: Pick<InstallationSettings, 'workloads' | 'name' | 'namespace'>): readonly Workload[] {
  return Object.entries(workloadMap(catalogue, settings))
    .map(([name, workload]) => ({
      name,
      kind: workload.kind,
      namespace: workload.namespace ?? settings.namespace ?? settings.name,
      components: componentsOf(catalogue, workload)
        .map((component) => component.name)
        .sort(),
      place: placeOf(name, workload, settings.name),
      targetPorts: workload.targetPorts,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function placeOf(name: string, { podLabels, addresses }: WorkloadSettings, installation: string): WorkloadPlace {
  if (addresses) return { runsOn: 'machines', addresses: [...addresses].sort() };
  return {
    runsOn: 'pods',
    podLabels: podLabels ?? {
      'app.kubernetes.io/component': name,
      'app.kubernetes.io/instance': installation,
      'app.kubernetes.io/name': 'bluemind',
    },
  };
}

/** Whether a workload names the component or its role; companions run beside it without being named. */
export function isNamedBy(workload: WorkloadSettings, component: Component): boolean {
  if (workload.components === 'all' || workload.components?.includes(component.name)) return true;
  return component.placement.kind === 'role' && (workload.roles ?? []).includes(component.placement.role);
}

function componentsOf(catalogue: Catalogue, workload: WorkloadSettings): readonly Component[] {
  const named = new Set(catalogue.components.filter((component) => isNamedBy(workload, component)).map((component) => component.name));
  return catalogue.components.filter(({ name, placement }) => {
    if (named.has(name) || placement.kind === 'everywhere') return true;
    return placement.kind === 'with' && placement.components.some((companion) => named.has(companion));
  });
}
