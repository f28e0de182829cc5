import { pageScript, pageStyle } from '../../../lib/reports/page/assets';
import type { Page, PageCell, PageRow, PageState } from '../../../lib/reports/page/page';
import { pageHtml } from '../../../lib/reports/page/page-html';

const cell = (verdict: PageCell['verdict'], heat: PageCell['heat'], more: Partial<PageCell> = {}): PageCell => ({
  verdict,
  heat,
  steps: [{ text: `Why it is ${verdict} by ${heat}.`, place: 'mail.yaml:7', line: '- port: 25' }, { text: 'Said twice.' }],
  ...more,
});
const row = (name: string, audience: PageRow['audience'], ...cells: readonly PageCell[]): PageRow => ({
  name,
  component: `${name}d`,
  workload: 'all',
  audience,
  number: 'TCP 25',
  cells,
});
const state = (title: string, ...rows: readonly PageRow[]): PageState => ({
  title,
  map: { title: 'Map', nodes: [], edges: [] },
  sources: [
    { title: 'the outside', kind: 'outside' },
    { title: 'any pod', kind: 'any-pod' },
  ],
  rows,
});

/** The page without its style and script, whose digests are in its policy. */
const skeleton = async (page: Page): Promise<string> =>
  (await pageHtml(page))
    .replace(pageScript, 'SCRIPT')
    .replace(pageStyle, 'STYLE')
    .replace(/(<style>STYLE)[\s\S]*?<\/style>/, '$1</style>')
    .replaceAll(/sha256-[^']*/g, 'DIGEST');

const rows = [
  row('smtp', 'external', cell('allowed', 3), cell('allowed', 2)),
  row('header', 'proxy-listener', cell('allowed', 1), cell('unknown', 2)),
  row('own', 'internal', cell('denied', 0), cell('absent', 0)),
  row('local', 'loopback', cell('denied', 0), cell('denied', 0)),
];

test('a page of one installation', async () => {
  const page: Page = {
    title: 'Exposure',
    sections: [
      {
        title: 'mail',
        facts: ['One fact.', 'Another.'],
        states: [state('mail', ...rows)],
        checklist: [
          { entryPoint: 'dns', where: 'PTR', owner: 'dns', what: 'Set it.', snippet: { language: 'sh', text: 'dig -x ADDRESS' } },
          { entryPoint: 'public', where: 'firewalls', owner: 'network', what: 'Open 25.', snippet: { language: 'text', text: '25' } },
        ],
      },
    ],
  };
  expect(await skeleton(page)).toMatchSnapshot();
});

test('a page of two states side by side, beside a section in which nothing differs', async () => {
  const changed = row('smtp', 'external', cell('allowed', 3, { changed: true }), cell('allowed', 2));
  const page: Page = {
    title: 'Differences',
    sections: [
      {
        title: 'mail',
        facts: [],
        states: [state('before', ...rows), state('after', changed)],
        changes: [{ severity: 'error', text: 'New way in.' }],
        checklist: [],
      },
      { title: 'other', facts: [], states: [state('before'), state('after')], changes: [] },
    ],
  };
  expect(await skeleton(page)).toMatchSnapshot();
});
