import type { EntryPointSettings, FieldFault, Installation } from '../../settings';
import type { AllowedTraffic, Labels, PlannedEntry, PlannedWorkload, PodPort, TrafficPeer } from '../plan';
import { target } from '../traffic';
import { podRange, sortRanges } from '../workloads';

/** An external port on the workload that serves it. */
export interface ExposedPort {
  readonly port: PodPort;
  readonly workload: PlannedWorkload;
}

/** All that planning one entry point needs. */
export interface EntryPointInput<T extends EntryPointSettings = EntryPointSettings> {
  readonly installation: Installation;
  readonly name: string;
  readonly settings: T;
  /** Ports exposed through it, at least one. */
  readonly exposed: readonly ExposedPort[];
}

/** What an entry point comes to. */
export interface EntryPointPlan {
  readonly entries: readonly PlannedEntry[];
  readonly traffic: readonly AllowedTraffic[];
  /** Annotations that the Services of components need for it, by component. */
  readonly serviceAnnotations?: Readonly<Record<string, Labels>>;
  readonly faults?: readonly FieldFault[];
}

/** The exposed ports of each workload: a Service selects the pods of one. */
export function byWorkload(exposed: readonly ExposedPort[]): readonly { readonly workload: PlannedWorkload; readonly ports: readonly PodPort[] }[] {
  const workloads = [...new Set(exposed.map(({ workload }) => workload))].sort((a, b) => (a.name < b.name ? -1 : 1));
  return workloads.map((workload) => ({
    workload,
    ports: exposed
      .filter((one) => one.workload === workload)
      .map(({ port }) => port)
      .sort((a, b) => a.number - b.number),
  }));
}

/** `PREFIX-ENTRYPOINT`, with the workload behind where there are several. */
export const entryName = ({ installation, name }: EntryPointInput, workload: PlannedWorkload, several: boolean): string =>
  [installation.settings.namePrefix, name, ...(several ? [workload.name] : [])].join('-');

/** The entry point's way in to a workload, for the policies. */
export const wayIn = (
  { installation, name }: EntryPointInput,
  {
    workload,
    ports,
    from,
    description,
  }: { workload: PlannedWorkload; ports: readonly PodPort[]; from: 'anyone' | readonly TrafficPeer[]; description: string },
): AllowedTraffic => ({
  ...target(installation, workload, `from-${name}`),
  origin: 'entry-point',
  description,
  rules: [{ from, ports: sortRanges(ports.map(podRange)) }],
});

/** `smtp, imaps and https`. */
export function listNames(ports: readonly { readonly name: string }[]): string {
  const names = ports.map(({ name }) => name);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
