import type { ClientAddress, Plan, PlannedExposure } from '../plan';
import { formatMarkdown } from './table';

/** What a reviewer wants to know of an installation before it is applied: the ways in, what becomes of clients' addresses, what is left to do by hand. */
export function formatInstallationReport(plan: Plan): string {
  return [
    `# Exposure of BlueMind installation '${plan.installation}'`,
    '',
    `BlueMind ${plan.release} in namespace ${plan.namespace}; ${isolation[plan.isolation]}`,
    '',
    '## Ways in from outside',
    '',
    plan.exposures.length > 0 ? formatMarkdown({ columns: exposureColumns, rows: plan.exposures.map(exposureRow) }) : 'None.\n',
    '## To be done by hand',
    '',
    plan.checklist.length > 0
      ? plan.checklist.map(({ entryPoint, where, what }) => `- [ ] **${entryPoint}, ${where}:** ${what}\n`).join('')
      : 'Nothing.\n',
  ].join('\n');
}

/** The same for machines; keys are stable. */
export const formatInstallationJson = ({ installation, release, namespace, isolation: level, exposures, checklist }: Plan): string =>
  `${JSON.stringify({ installation, release, namespace, isolation: level, exposures, checklist }, null, 2)}\n`;

const isolation: Readonly<Record<Plan['isolation'], string>> = {
  cluster: 'internal ports can be reached from every pod of the cluster.',
  installation: 'internal ports can be reached from the pods of the installation.',
  connections: 'internal ports can be reached along the known connections of BlueMind only.',
};

const exposureColumns = ['Port', 'Name', 'Through', 'Workload', 'Address of the client'];

function exposureRow(exposure: PlannedExposure): readonly string[] {
  const { number, port } = exposure;
  if (exposure.kind === 'kept-inside') return [`${number}`, port, 'stays inside the cluster', '', exposure.reason ?? ''];
  const accepted = exposure.acceptedBecause === undefined ? '' : `; accepted: ${exposure.acceptedBecause}`;
  return [`${number}`, port, exposure.entryPoint, exposure.workload, `${describe(exposure.clientAddress)}${accepted}`];
}

function describe(address: ClientAddress): string {
  if (address.kind === 'kept') return 'kept';
  return address.kind === 'proxy-protocol' ? 'handed on by the PROXY protocol' : `lost: BlueMind sees ${address.seen}`;
}
