import { escaped } from './html';
import type { Page } from './page';

/** The filters apply to every matrix of the page; without the script they are hidden. */
export function filtersHtml({ sections }: Page): string {
  const states = sections.flatMap((section) => section.states);
  const components = unique(states.flatMap(({ rows }) => rows.map(({ component }) => component))).sort();
  const sources = unique(states.flatMap((state) => state.sources.map(({ title }) => title)));
  const isCompared = sections.some((section) => section.states.length > 1);
  const select = (name: string, label: string, options: readonly (readonly [value: string, title: string])[]): string =>
    `<label>${label}<select name="${name}"><option value="">all</option>${options
      .map(([value, title]) => `<option value="${escaped(value)}">${escaped(title)}</option>`)
      .join('')}</select></label>`;
  return [
    '<form class="filters" id="filters" hidden aria-label="Filters">',
    '<label>Port<input name="port" type="search" placeholder="imaps or 993" autocomplete="off"></label>',
    select(
      'component',
      'Component',
      components.map((name) => [name, name]),
    ),
    select('audience', 'Kind of port', [
      ['external', 'external'],
      ['proxy-listener', 'PROXY listener'],
      ['unlisted', 'no known port'],
      ['internal', 'internal'],
      ['loopback', '127.0.0.1'],
    ]),
    select(
      'source',
      'Source',
      sources.map((title) => [title, title]),
    ),
    select('verdict', 'Verdict', [
      ['allowed', 'open'],
      ['denied', 'closed'],
      ['unknown', 'unknown'],
      ...(isCompared ? ([['absent', 'not there']] as const) : []),
    ]),
    ...(isCompared ? ['<label class="check"><input name="changes" type="checkbox">Only changes</label>'] : []),
    '<button type="button" id="reset">Reset</button>',
    '<output id="found" aria-live="polite"></output>',
    '</form>',
  ].join('\n');
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
