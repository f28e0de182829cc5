import { didYouMean, type FieldFault, listWords } from '../faults';
import type { Installation } from '../installation';
import type { Workload } from '../workloads';

/** A `one-of-several` workload is really one of several, and edge servers are as BlueMind documents them. */
export const checkKinds = (installation: Installation): readonly FieldFault[] => [
  ...missingMailboxServers(installation),
  ...installation.workloads.flatMap((workload) => [...lonely(installation, workload), ...beyondEdge(installation, workload)]),
  ...openEdge(installation),
];

/** The core of BlueMind 5 holds the mailboxes. */
const missingMailboxServers = ({ settings, catalogue }: Installation): readonly FieldFault[] =>
  settings.workloads === 'main-and-mailboxes' && !catalogue.mailboxServer
    ? [
        {
          path: ['workloads'],
          message: `'main-and-mailboxes': BlueMind ${settings.release} has no separate mailbox servers, since its core holds the mailboxes; use 'all-in-one' or 'roles'`,
        },
      ]
    : [];

/** A component of a `one-of-several` workload must also run in another workload; components that run everywhere do not count. */
function lonely({ catalogue, workloads }: Installation, workload: Workload): readonly FieldFault[] {
  if (workload.kind !== 'one-of-several') return [];
  const placed = catalogue.components.filter(({ placement }) => placement.kind !== 'everywhere').map(({ name }) => name);
  const isShared = workloads.some(
    (other) =>
      other !== workload && other.kind !== 'edge' && other.components.some((name) => placed.includes(name) && workload.components.includes(name)),
  );
  return isShared
    ? []
    : [
        {
          path: ['workloads', workload.name, 'kind'],
          message: `'one-of-several': no other workload runs any of its components; remove it`,
        },
      ];
}

/** Other components in a DMZ would need connections that an edge server must not have. */
function beyondEdge({ catalogue, settings }: Installation, { name, kind, components }: Workload): readonly FieldFault[] {
  if (kind !== 'edge') return [];
  const named = catalogue.components.filter(({ placement }) => placement.kind === 'role' || placement.kind === 'listed').map((one) => one.name);
  const beyond = components.filter((component) => named.includes(component) && !catalogue.edge.components.includes(component));
  return beyond.length === 0
    ? []
    : [
        {
          path: ['workloads', name],
          message: `an edge server of BlueMind ${settings.release} runs ${listWords(catalogue.edge.components)}, but not ${listWords(beyond)}; move them to a workload that is not an edge server`,
        },
      ];
}

function openEdge({ settings, workloads }: Installation): readonly FieldFault[] {
  const edge = workloads.find(({ kind }) => kind === 'edge');
  return edge && settings.isolation === 'cluster'
    ? [
        {
          path: ['isolation'],
          message: `'cluster' lets every pod reach the internal ports, also edge server '${edge.name}', which must not reach them; use 'installation' or 'connections'`,
        },
      ]
    : [];
}

/** Whether a workload has this name; if not, a fault. */
export const unknownWorkload = ({ workloads }: Pick<Installation, 'workloads'>, name: string): string | undefined => {
  const names = workloads.map((workload) => workload.name);
  return names.includes(name) ? undefined : `'${name}': no workload has this name${didYouMean(name, names)} (workloads: ${names.join(', ')})`;
};
