import { formatMarkdown } from '../table';
import type { InsidePort } from './inside';

/** Ports that the same sources reach for the same reason are one row. */
export function insideTable(ports: readonly InsidePort[]): string | undefined {
  if (ports.length === 0) return undefined;
  const rows = new Map<string, { readonly row: readonly [string, string, string, string]; readonly ports: string[] }>();
  for (const { port, reachedBy } of ports) {
    const groups = reachedBy.length > 0 ? bySource(reachedBy) : [{ sources: ['nobody'], by: 'no rule', why: '' }];
    for (const { sources, by, why } of groups) {
      const row = [port.workload, sources.join(', '), by, why] as const;
      const key = JSON.stringify(row);
      const found = rows.get(key) ?? { row, ports: [] };
      rows.set(key, found);
      found.ports.push(`${port.name} (${port.number === port.endNumber ? port.number : `${port.number}-${port.endNumber}`})`);
    }
  }
  return formatMarkdown({
    columns: ['Workload', 'Ports', 'Who reaches them', 'Admitted by', 'Because'],
    rows: [...rows.values()].map(({ row: [workload, sources, by, why], ports: names }) => [workload, names.join(', '), sources, by, why]),
  });
}

function bySource(reachedBy: InsidePort['reachedBy']) {
  const groups = new Map<string, { readonly sources: string[]; readonly by: string; readonly why: string }>();
  for (const { source, verdict, reason, admittedBy } of reachedBy) {
    const by = [...new Set(admittedBy.map(({ policy, allow }) => (allow ? `${policy} (allow '${allow.name}')` : policy)))].join(', ');
    const why = [
      ...new Set([
        ...(reason === undefined ? [] : [`Not certain: ${reason}`]),
        ...admittedBy.map(({ allow, description }) => allow?.reason ?? description ?? ''),
      ]),
    ]
      .filter((text) => text !== '')
      .join(' ');
    const key = JSON.stringify([by, why, verdict]);
    const group = groups.get(key) ?? { sources: [], by: by || 'no policy prevents it', why };
    groups.set(key, group);
    group.sources.push(source);
  }
  return [...groups.values()];
}
