import type { Explanations } from './explanations';
import { element, escaped } from './html';
import type { PageCell, PageRow, PageState } from './page';

/** The matrix of a state as a table: one row for each port, one column for each source. Arrow keys move between cells. */
export function matrixHtml({ title, sources, rows }: PageState, explanations: Explanations, label: string, isCompared: boolean): string {
  const heads = [
    element('th', 'Port', { scope: 'col' }),
    element('th', 'Component', { scope: 'col' }),
    element('th', 'Workload', { scope: 'col' }),
    ...sources.map((source) => element('th', escaped(source.title), { scope: 'col', 'data-source': source.title })),
  ];
  const body = rows.map((row) => rowHtml(row, explanations)).join('\n');
  return element(
    'div',
    `<table class="matrix" role="grid" aria-label="${escaped(label)}"${isCompared ? ` data-state="${escaped(title)}"` : ''}>\n<thead><tr>${heads.join('')}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`,
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `${label}, scrolls` },
  );
}

function rowHtml({ name, component, workload, audience, number, cells }: PageRow, explanations: Explanations): string {
  const heads = [
    element('th', `${escaped(number)} ${escaped(name)}${audience === 'proxy-listener' ? ' (PROXY)' : ''}`, { scope: 'row' }),
    element('td', escaped(component)),
    element('td', escaped(workload)),
  ];
  return element('tr', heads.join('') + cells.map((cell) => cellHtml(cell, explanations)).join(''), {
    'data-port': `${number} ${name}`.toLowerCase(),
    'data-component': component,
    'data-audience': audience,
    ...(cells.some(({ changed }) => changed) && { 'data-changed': true }),
  });
}

function cellHtml(cell: PageCell, explanations: Explanations): string {
  const { verdict, steps, changed } = cell;
  const word = verdict === 'denied' ? '·' : cellWord(cell);
  const label = verdict === 'denied' ? ` aria-label="${cellWord(cell)}"` : '';
  return `<td class="${classOf(cell)}${changed ? ' changed' : ''}" data-v="${verdict}" data-x="${explanations.numberOf(steps)}"${label}>${word}</td>`;
}

/** The content of a cell. */
export function cellWord({ verdict, heat }: Pick<PageCell, 'verdict' | 'heat'>): string {
  switch (verdict) {
    case 'allowed':
      return heat === 3 ? 'everyone' : 'open';
    case 'denied':
      return 'closed';
    case 'unknown':
      return 'unknown';
    case 'absent':
      return 'not there';
  }
}

function classOf({ verdict, heat }: PageCell): string {
  if (verdict === 'allowed') return `c${heat}`;
  return { denied: 'c0', unknown: 'cu', absent: 'ca' }[verdict];
}
