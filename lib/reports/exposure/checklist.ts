import { csvLine } from '../../base/csv';
import { type ChecklistItem, type Owner, owners, type Plan } from '../../plan';
import { fenced, markdownText } from '../markdown';
import { zoneLine } from './dns';
import { openingColumns, openingsOf } from './openings';

/** All manual steps: those of the plan, what firewalls outside must admit, and DNS records. */
export const checklistOf = (plan: Plan): readonly ChecklistItem[] => [...openFirewalls(plan), ...plan.checklist, ...nameServers(plan)];

/** The heading of each owner of steps. */
export const ownerTitles: Readonly<Record<Owner, string>> = {
  network: 'Network and load balancers',
  dns: 'DNS',
  controller: 'Ingress controller or gateway',
  monitoring: 'Monitoring',
  bluemind: "BlueMind's administrator",
};

/** The checklist by owner, each item with a snippet to paste. */
export function formatChecklist(items: readonly ChecklistItem[]): string {
  if (items.length === 0) return 'Nothing.\n';
  return owners
    .map((owner) => ({ owner, own: items.filter((item) => item.owner === owner) }))
    .filter(({ own }) => own.length > 0)
    .map(({ owner, own }) => `### ${ownerTitles[owner]}\n\n${own.map(formatItem).join('\n')}`)
    .join('\n');
}

/** The subject of an item; empty if its first word already says it. */
export const itemTitle = ({ entryPoint, where, what }: ChecklistItem): string =>
  what.startsWith(`${where}:`) ? entryPoint : `${entryPoint}, ${where}`;

const formatItem = (item: ChecklistItem): string =>
  `- [ ] **${markdownText(itemTitle(item))}:** ${markdownText(item.what)}\n\n${indented(fenced(item.snippet.language, item.snippet.text))}`;

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');

function openFirewalls(plan: Plan): readonly ChecklistItem[] {
  const incoming = openingsOf(plan).filter(({ direction }) => direction === 'in');
  if (incoming.length === 0) return [];
  return [
    {
      entryPoint: [...new Set(plan.exposures.flatMap((exposure) => (exposure.kind === 'exposed' ? [exposure.entryPoint] : [])))].sort().join(', '),
      where: 'firewalls',
      owner: 'network',
      what: 'Let these connections through the firewalls before the cluster; openings.csv lists them too, with the outgoing ones.',
      snippet: {
        language: 'text',
        text: [openingColumns, ...incoming.map((opening) => openingColumns.map((column) => opening[column]))]
          .map((fields) => csvLine(fields))
          .join('')
          .trimEnd(),
      },
    },
  ];
}

function nameServers({ dns }: Plan): readonly ChecklistItem[] {
  if (!dns) return [];
  const { records, reminders, endpoint } = dns;
  return [
    ...(endpoint === undefined && records.length > 0
      ? [
          {
            entryPoint: 'dns',
            where: 'zones',
            owner: 'dns' as const,
            what: 'Create these records.',
            snippet: { language: 'zone' as const, text: records.map(zoneLine).join('\n') },
          },
        ]
      : []),
    ...reminders.map((reminder) => ({ entryPoint: 'dns', owner: 'dns' as const, ...reminder })),
  ];
}
