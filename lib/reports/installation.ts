import type { Finding, Proof } from '../checks';
import { askedForLoadBalancers, describeLoadBalancers, type Plan, reasonForSeveral } from '../plan';
import { formatAdmission } from './admission';
import { formatDns } from './dns';
import { findingsJson } from './findings/json';
import { formatFindingsText } from './findings/text';
import { formatDocument } from './json/document';
import { formatOpenings } from './openings';
import { formatMarkdown } from './table';
import { formatWaysIn, waysInJson } from './ways-in';

/** The reports of an installation, by file: for readers, and the same for machines. */
export const installationReports = (plan: Plan, proof: Proof): Readonly<Record<string, string>> => ({
  'exposure.md': formatInstallationReport(plan, proof),
  'exposure.json': formatInstallationJson(plan, proof),
  'openings.csv': formatOpenings(plan),
});

/** What a reviewer wants to know before an installation is applied: the ways in as they were proved, what becomes of clients' addresses, what is left to do by hand. */
function formatInstallationReport(plan: Plan, { findings, ways }: Proof): string {
  return [
    '<!-- Rendered by cdk8s-bluemind; edit the settings instead. -->',
    `# Exposure of BlueMind installation '${plan.installation}'`,
    '',
    `BlueMind ${plan.release} in namespace ${plan.namespace}; ${isolation[plan.isolation]}`,
    '',
    '## Ways in from outside',
    '',
    formatWaysIn(plan, ways),
    ...formatLoadBalancers(plan),
    ...formatAdmission(plan.admission),
    '## To be done by hand',
    '',
    plan.checklist.length > 0
      ? plan.checklist.map(({ entryPoint, where, what }) => `- [ ] **${entryPoint}, ${where}:** ${what}\n`).join('')
      : 'Nothing.\n',
    formatDns(plan),
    '## What the checks say',
    '',
    '```',
    formatFindingsText(findings.map(withoutPlace)).trimEnd(),
    '```',
    '',
  ].join('\n');
}

/** How many addresses the cluster will be asked for, and by which objects. */
function formatLoadBalancers(plan: Plan): readonly string[] {
  const balancers = askedForLoadBalancers(plan);
  const said = describeLoadBalancers(balancers);
  if (said === undefined) return [];
  const why = reasonForSeveral(balancers);
  const rows = balancers.map(({ entryPoint, objects, addresses }) => [
    objects.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`).join(', '),
    entryPoint,
    `${addresses}`,
  ]);
  return [
    '## Load balancers',
    '',
    `The installation asks for ${said}.${why === undefined ? '' : ` Note: ${why}.`}`,
    '',
    formatMarkdown({ columns: ['Load balancer of', 'Through', 'Addresses'], rows }),
  ];
}

/** Lines of files change with every other object; what is found of one does not. */
const withoutPlace = ({ position: _position, object, ...finding }: Finding): Finding => ({
  ...finding,
  ...(object && { object: { apiVersion: object.apiVersion, kind: object.kind, namespace: object.namespace, name: object.name } }),
});

/** The same for machines; keys are stable. */
const formatInstallationJson = (
  { installation, release, namespace, isolation: level, entries, exposures, admission, dns, checklist }: Plan,
  { findings, ways }: Proof,
): string =>
  formatDocument({
    installation,
    release,
    namespace,
    isolation: level,
    exposures,
    ways: waysInJson(ways),
    loadBalancers: askedForLoadBalancers({ entries }),
    ...(admission && { admission: { policies: admission.policies, actions: admission.actions, exceptions: admission.exceptions } }),
    ...(dns && { dns }),
    checklist,
    findings: findingsJson(findings.map(withoutPlace)),
  });

const isolation: Readonly<Record<Plan['isolation'], string>> = {
  cluster: 'internal ports can be reached from every pod of the cluster.',
  installation: 'internal ports can be reached from the pods of the installation.',
  connections: 'internal ports can be reached along the known connections of BlueMind only.',
};
