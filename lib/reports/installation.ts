import type { Finding } from '../checks';
import type { ClientAddress, Plan, PlannedExposure } from '../plan';
import { formatDns } from './dns';
import { findingsJson, formatFindings } from './findings';
import { formatDocument } from './json/document';
import { formatOpenings } from './openings';
import { formatMarkdown } from './table';

/** The reports of an installation, by file: for readers, and the same for machines. */
export const installationReports = (plan: Plan, findings: readonly Finding[]): Readonly<Record<string, string>> => ({
  'exposure.md': formatInstallationReport(plan, findings),
  'exposure.json': formatInstallationJson(plan, findings),
  'openings.csv': formatOpenings(plan),
});

/** What a reviewer wants to know before an installation is applied: the ways in, what becomes of clients' addresses, what is left to do by hand. */
function formatInstallationReport(plan: Plan, findings: readonly Finding[]): string {
  return [
    '<!-- Rendered by cdk8s-bluemind; edit the settings instead. -->',
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
    formatDns(plan),
    '## What the checks say',
    '',
    '```',
    formatFindings(findings.map(withoutPlace), 'text').trimEnd(),
    '```',
    '',
  ].join('\n');
}

/** Lines of files change with every other object; what is found of one does not. */
const withoutPlace = ({ position: _position, object, ...finding }: Finding): Finding => ({
  ...finding,
  ...(object && { object: { apiVersion: object.apiVersion, kind: object.kind, namespace: object.namespace, name: object.name } }),
});

/** The same for machines; keys are stable. */
const formatInstallationJson = (
  { installation, release, namespace, isolation: level, exposures, dns, checklist }: Plan,
  findings: readonly Finding[],
): string =>
  formatDocument({
    installation,
    release,
    namespace,
    isolation: level,
    exposures,
    ...(dns && { dns }),
    checklist,
    findings: findingsJson(findings.map(withoutPlace)),
  });

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
