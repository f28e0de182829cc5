import type { Finding } from '../../checks';
import { askedForLoadBalancers, describeLoadBalancers, type Plan, reasonForSeveral } from '../../plan';
import { formatFindingsText } from '../findings/text';
import { fenced } from '../markdown';
import { formatMarkdown } from '../table';
import { formatAdmission } from './admission';
import { formatChecklist } from './checklist';
import type { Decision } from './decisions';
import { formatDns } from './dns';
import type { EntryPointFacts } from './entry-points';
import type { Exposure } from './exposure';
import { insideTable } from './inside-table';
import { formatMonitoring } from './monitoring';
import type { Opening } from './openings';
import { formatWaysIn } from './ways-in';

/**
 * What a reviewer wants to know before an installation is applied: the proved ways in, who reaches internal ports, where connections go out,
 * which decisions were made, and which steps remain.
 */
export function formatExposureReport({ plan, ways, entryPoints, internalPorts, outgoing, decisions, checklist, findings }: Exposure): string {
  return [
    '<!-- Rendered by cdk8s-bluemind; edit the settings instead. -->',
    `# Exposure of BlueMind installation '${plan.installation}'`,
    '',
    `BlueMind ${plan.release} in namespace ${plan.namespace}; ${isolation[plan.isolation]}`,
    '',
    '## Ways in from outside',
    '',
    formatWaysIn(plan, ways),
    ...section('Entry points', entryPointTable(entryPoints)),
    ...formatLoadBalancers(plan),
    ...formatAdmission(plan.admission),
    ...formatMonitoring(plan),
    ...section('Internal ports', insideTable(internalPorts)),
    ...section('Outgoing connections', outgoingTable(plan, outgoing)),
    ...section('Decisions', decisionTable(decisions)),
    ...section('Waivers', waivers(plan, findings)),
    '## Checklist',
    '',
    formatChecklist(checklist),
    formatDns(plan),
    '## Findings',
    '',
    fenced('text', formatFindingsText(findings)),
  ].join('\n');
}

const section = (title: string, text: string | undefined): readonly string[] => (text === undefined ? [] : [`## ${title}`, '', text]);

function entryPointTable(facts: readonly EntryPointFacts[]): string | undefined {
  if (facts.length === 0) return undefined;
  return formatMarkdown({
    columns: ['Entry point', 'Objects', 'Addresses', 'Hosts', 'Class', 'Source ranges', 'Load balancers'],
    rows: facts.map(({ entryPoint, objects, addresses, hosts, className, sourceRanges, loadBalancers, balancerAddresses }) => [
      entryPoint,
      objects.join(', '),
      addresses.join(', '),
      hosts.join(', ') || 'every name',
      className ?? 'default of the cluster',
      sourceRanges.join(', ') || 'everyone',
      loadBalancers === 0 ? 'none' : `${loadBalancers}, addresses: ${balancerAddresses}`,
    ]),
  });
}

/** How many addresses are requested from the cluster, and by which objects. */
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

function outgoingTable(plan: Plan, openings: readonly Opening[]): string | undefined {
  const rows = openings.map(({ source, destination, protocol, port, purpose }) => [source, destination, `${protocol} ${port}`, purpose]);
  const said =
    plan.egress.length > 0
      ? 'Policies limit outgoing connections to these destinations and to those inside the cluster.'
      : 'Nothing restricts outgoing connections; BlueMind is known to need these.';
  return rows.length === 0 ? undefined : `${said}\n\n${formatMarkdown({ columns: ['From', 'To', 'Ports', 'For'], rows })}`;
}

function decisionTable(found: readonly Decision[]): string | undefined {
  return found.length === 0
    ? undefined
    : formatMarkdown({ columns: ['Decision', 'Reason'], rows: found.map(({ what, reason = 'none given' }) => [what, reason]) });
}

function waivers({ waivers: all }: Plan, findings: readonly Finding[]): string | undefined {
  if (all.length === 0) return undefined;
  return formatMarkdown({
    columns: ['Rule', 'Object', 'Port', 'Until', 'Reason', 'Findings that it waives'],
    rows: all.map(({ rule, object = 'any', port = 'any', until, reason }) => [
      rule,
      object,
      port,
      until,
      reason,
      `${findings.filter(({ rule: name, waived }) => name === rule && waived?.reason === reason && waived.until === until).length}`,
    ]),
  });
}

const isolation: Readonly<Record<Plan['isolation'], string>> = {
  cluster: 'internal ports can be reached from every pod of the cluster.',
  installation: 'internal ports can be reached from the pods of the installation.',
  connections: 'internal ports can be reached only along the known connections of BlueMind.',
};
