import type { Catalogue, Component } from '../catalogue';
import type { InstallationSettings, WorkloadSettings } from './schema';

/** Pods that run one or more components, with everything that settings leave to defaults. */
export interface Workload {
  readonly name: string;
  /** Names of its components, sorted. */
  readonly components: readonly string[];
  /** Labels by which its pods are found. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Port name to the number on which its pods listen, where it is not the catalogue's. */
  readonly targetPorts: Readonly<Record<string, number>>;
}

/** The map of workloads that a preset stands for; a map stands for itself. */
export function workloadMap(catalogue: Catalogue, settings: Pick<InstallationSettings, 'workloads'>): Readonly<Record<string, WorkloadSettings>> {
  if (settings.workloads === 'all-in-one') return { 'all-in-one': { components: 'all', targetPorts: {} } };
  if (settings.workloads === 'roles') return Object.fromEntries(catalogue.roles.map((role) => [role.name, { roles: [role.name], targetPorts: {} }]));
  return settings.workloads;
}

/** The installation's workloads with the components that run in each, sorted by name. */
export function expandWorkloads(catalogue: Catalogue, settings: Pick<InstallationSettings, 'workloads' | 'name'>): readonly Workload[] {
  return Object.entries(workloadMap(catalogue, settings))
    .map(([name, workload]) => ({
      name,
      components: componentsOf(catalogue, workload)
        .map((component) => component.name)
        .sort(),
      podLabels: workload.podLabels ?? {
        'app.kubernetes.io/component': name,
        'app.kubernetes.io/instance': settings.name,
        'app.kubernetes.io/name': 'bluemind',
      },
      targetPorts: workload.targetPorts,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether a workload names the component, by itself or by its role; companions come along without being named. */
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
