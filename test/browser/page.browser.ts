import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page as BrowserPage } from 'puppeteer-core';
import { catalogues } from '../../lib/catalogue';
import type { Page, PageCell, PageRow } from '../../lib/reports/page/page';
import { pageHtml } from '../../lib/reports/page/page-html';
import { hostileNames } from '../support/hostile-names';
import { ranMain } from '../support/run';
import { type OpenPage, openFile, startBrowser, type View } from './chromium';

const folder = mkdtempSync(join(tmpdir(), 'browser-'));
const started = process.cwd();
const html = join(folder, 'reports/mail/exposure.html');
const compared = join(folder, 'diff.html');
let browser: Browser;

const settings = `name: mail
workloads: roles
isolation: connections
allow:
  backup:
    ports: [postgresql]
    from: [{ namespace: backup, podLabels: { app: pgdump } }]
    reason: Nightly dump.
`;

beforeAll(async () => {
  process.chdir(folder);
  writeFileSync('mail.yaml', settings);
  expect(await ranMain('synth', 'mail.yaml', '--html')).toMatchObject({ status: 0 });
  writeFileSync('other.yaml', 'name: other\n');
  expect(await ranMain('synth', 'mail.yaml', 'other.yaml', '--out', 'both', '--page', 'all.html')).toMatchObject({ status: 0 });
  mkdirSync('open');
  for (const file of ['services', 'entry-points']) writeFileSync(`open/${file}.yaml`, readFileSync(`both/other/${file}.k8s.yaml`));
  writeFileSync(compared, (await ranMain('diff', 'both/other', 'open', '--format', 'html')).stdout);
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  process.chdir(started);
  rmSync(folder, { recursive: true });
});

/** Opens a file, looks at it, and closes it. */
async function looking<T>(file: string, look: (opened: OpenPage) => Promise<T>, view?: View): Promise<T> {
  const opened = await openFile(browser, file, view);
  try {
    return await look(opened);
  } finally {
    await opened.page.close();
  }
}

/** Ports whose rows are shown, each once. */
const shownPorts = (page: BrowserPage): Promise<readonly string[]> =>
  page.$$eval('table.matrix tbody tr:not([hidden]) th', (heads) => [...new Set(heads.map((head) => head.textContent ?? ''))]);

const found = (page: BrowserPage): Promise<string> => page.$eval('#found', ({ textContent }) => textContent ?? '');

describe.each([
  ['an installation', () => html],
  ['several installations', () => join(folder, 'all.html')],
  ['a difference', () => compared],
])('%s', (_, file) => {
  test('opens from disk without an error, and asks for nothing', () =>
    looking(file(), async ({ errors, requests }) => {
      expect(errors).toEqual([]);
      expect(requests).toEqual([`file://${file()}`]);
    }));

  test.each<[string, View]>([
    ['light', {}],
    ['dark', { dark: true }],
    ['narrow', { width: 390 }],
  ])('axe finds nothing serious, %s', (_view, view) =>
    looking(
      file(),
      async ({ page }) => {
        await page.click('td[data-v="allowed"]');
        await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
        const violations = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as {
            axe: { run: () => Promise<{ violations: readonly { impact: string; id: string; nodes: readonly { html: string }[] }[] }> };
          };
          return (await axe.run()).violations.map(({ id, impact, nodes }) => ({
            id,
            impact,
            at: nodes.slice(0, 3).map((node) => node.html.slice(0, 160)),
          }));
        });
        expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
      },
      view,
    ),
  );
});

describe('an installation', () => {
  test('has fewer than 300 kB and every port of the catalogue', () =>
    looking(html, async ({ page }) => {
      expect(statSync(html).size).toBeLessThan(300_000);
      const ports = (await shownPorts(page)).join('\n');
      for (const { name, number } of catalogues['4'].ports) expect(ports).toMatch(new RegExp(`(TCP|UDP) ${number}(-\\d+)? ${name}$`, 'm'));
    }));

  test('filters by port, component, kind, source and verdict, and forgets them', () =>
    looking(html, async ({ page }) => {
      const all = (await shownPorts(page)).length;
      await page.type('[name="port"]', '993');
      expect(await shownPorts(page)).toEqual(['TCP 993 imaps']);
      await page.click('#reset');
      await page.select('[name="component"]', 'postgresql');
      expect(await shownPorts(page)).toEqual(['TCP 5432 postgresql']);
      await page.select('[name="component"]', '');
      await page.select('[name="audience"]', 'external');
      expect((await shownPorts(page)).length).toBe(catalogues['4'].ports.filter(({ audience }) => audience === 'external').length);
      await page.select('[name="audience"]', '');
      const peer = await page.$$eval(
        'th[data-source]',
        (heads) => heads.map((head) => head.textContent ?? '').find((title) => title.includes('pgdump')) ?? '',
      );
      await page.select('[name="source"]', peer);
      await page.select('[name="verdict"]', 'allowed');
      expect(await page.$$eval('th[data-source]:not([hidden])', (heads) => heads.length)).toBe(1);
      // The policies admit everyone whom the load balancer admits.
      expect(await shownPorts(page)).toEqual([
        'TCP 25 smtp',
        'TCP 80 http',
        'TCP 443 https',
        'TCP 465 submissions',
        'TCP 587 submission',
        'TCP 993 imaps',
        'TCP 5432 postgresql',
      ]);
      await page.click('#reset');
      expect((await shownPorts(page)).length).toBe(all);
      await page.type('[name="port"]', 'nothing of the kind');
      expect(await found(page)).toMatch(/^0 of \d+ ports shown$/);
    }));

  test('filters by port, component, source and verdict work together', () =>
    looking(html, async ({ page }) => {
      const sources = await page.$$eval('th[data-source]', (heads) => heads.map((head) => head.textContent ?? ''));
      const [outside = ''] = sources;
      await page.type('[name="port"]', 's');
      await page.select('[name="component"]', 'nginx');
      expect(await shownPorts(page)).toEqual(['TCP 443 https', 'TCP 993 imaps', 'TCP 995 pop3s']);
      await page.select('[name="source"]', outside);
      await page.select('[name="verdict"]', 'denied');
      expect(await shownPorts(page)).toEqual(['TCP 995 pop3s']);
      await page.select('[name="verdict"]', 'allowed');
      expect(await shownPorts(page)).toEqual(['TCP 443 https', 'TCP 993 imaps']);
      await page.select('[name="component"]', 'postfix');
      expect(await shownPorts(page)).toEqual(['TCP 25 smtp', 'TCP 465 submissions', 'TCP 587 submission']);
      await page.select('[name="audience"]', 'internal');
      expect(await shownPorts(page)).toEqual([]);
    }));

  test('connections among components unfold by a key, and one of their boxes chooses its component', () =>
    looking(html, async ({ page }) => {
      const isShown = () => page.$eval('details.inner .map', (map) => map.checkVisibility());
      expect(await isShown()).toBe(false);
      await page.focus('details.inner summary');
      await page.keyboard.press('Enter');
      expect(await isShown()).toBe(true);
      await page.$$eval('details.inner .node', (nodes) => {
        const node = nodes.find((one) => one.querySelector('text')?.textContent === 'postgresql');
        node?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      });
      expect(await shownPorts(page)).toEqual(['TCP 5432 postgresql']);
    }));

  const why = (page: BrowserPage) => page.$eval('#why', (panel) => ({ hidden: panel.hasAttribute('hidden'), text: panel.textContent ?? '' }));

  test('a click explains a cell by its objects, rule and line', () =>
    looking(html, async ({ page }) => {
      expect(await why(page)).toMatchObject({ hidden: true });
      await page.type('[name="port"]', 'imaps');
      await page.click('tr:not([hidden]) td[data-v="allowed"]');
      const { hidden, text } = await why(page);
      expect(hidden).toBe(false);
      expect(text).toContain('→ TCP 993 imaps: everyone');
      expect(text).toContain('Service mail/mail-public-proxy');
      const [, rule, line] = /admitted by rule 1 of (NetworkPolicy \S+?)mail\/network-policies\.k8s\.yaml:(\d+)/.exec(text) ?? [];
      expect(rule).toContain('mail-proxy-from-public');
      expect(readFileSync('dist/mail/network-policies.k8s.yaml', 'utf8').split('\n')[Number(line) - 1]).toContain('993');
    }));

  test('only by keys: Tab, arrows, Enter, Escape', () =>
    looking(html, async ({ page }) => {
      await page.focus('td[tabindex="0"]');
      expect(await page.$$eval('td[tabindex="0"]', (cells) => cells.length)).toBe(1);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      const { text } = await why(page);
      expect(text).toContain('TCP 80 http');
      await page.keyboard.press('Escape');
      expect(await why(page)).toMatchObject({ hidden: true });
      const place = await page.evaluate(() => {
        const cell = document.activeElement;
        return cell instanceof HTMLTableCellElement && cell.parentElement instanceof HTMLTableRowElement
          ? [cell.parentElement.rowIndex, cell.cellIndex]
          : [];
      });
      expect(place).toEqual([2, 4]);
    }));

  test('a box of the map chooses its component', () =>
    looking(html, async ({ page }) => {
      await page.$$eval('.map .node', (nodes) => {
        const node = nodes.find((one) => one.querySelector('text')?.textContent === 'postgresql');
        node?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      });
      expect(await shownPorts(page)).toEqual(['TCP 5432 postgresql']);
    }));

  test('its policy lets no other script run', () =>
    looking(html, async ({ page, errors }) => {
      await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'document.title = "broken"';
        document.body.append(script);
      });
      expect(await page.title()).toBe('Exposure of BlueMind: mail');
      expect(errors.join()).toContain('Content Security Policy');
    }));

  test('can be read without its script', () =>
    looking(
      html,
      async ({ page }) => {
        const text = await page.$eval('main', (main) => (main instanceof HTMLElement ? main.innerText : ''));
        expect(text).toContain('TCP 993 imaps');
        expect(text).not.toContain('Reset');
      },
      { script: false },
    ));

  test('prints all ports, without filters and panel', () =>
    looking(html, async ({ page }) => {
      await page.click('td[data-v="allowed"]');
      await page.emulateMediaType('print');
      const display = (selector: string) => page.$eval(selector, (element) => getComputedStyle(element).display);
      expect([await display('#filters'), await display('#why')]).toEqual(['none', 'none']);
      const { frame, table } = await page.$eval('.scroll', (element) => ({ frame: element.clientHeight, table: element.scrollHeight }));
      expect(table).toBeLessThanOrEqual(frame + 1);
    }));

  test('nothing is wider than a narrow window but what scrolls by itself', () =>
    looking(html, async ({ page }) => expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390), {
      width: 390,
    }));
});

describe('a difference', () => {
  test('only changes are shown on demand, in both states', () =>
    looking(compared, async ({ page }) => {
      await page.click('[name="changes"]');
      const shown = await page.$$eval('table.matrix', (tables) =>
        tables.map((table) => [...table.querySelectorAll('tbody tr:not([hidden])')].map((row) => row.getAttribute('data-port'))),
      );
      expect(shown[0]).toEqual(shown[1]);
      expect(shown[0]).toContain('tcp 5432 postgresql');
      expect(shown[0]).not.toContain('tcp 25 smtp');
    }));
});

test('hostile names stay text', async () => {
  const cell = (name: string): PageCell => ({ verdict: 'allowed', heat: 1, steps: [{ text: name, place: name, line: name }] });
  const rows = hostileNames.map(
    (name): PageRow => ({ name, component: name, workload: name, audience: 'internal', number: 'TCP 1', cells: [cell(name)] }),
  );
  const [first = ''] = hostileNames;
  const page: Page = {
    title: first,
    sections: [
      {
        title: first,
        facts: hostileNames,
        states: [
          {
            title: first,
            map: { title: first, nodes: [{ id: 'n0', tier: 'outside', title: first, details: [first] }], edges: [] },
            sources: [{ title: first, kind: 'peer' }],
            rows,
          },
        ],
      },
    ],
  };
  const file = join(folder, 'hostile.html');
  writeFileSync(file, await pageHtml(page));
  await looking(file, async ({ page: opened, errors, requests }) => {
    expect(errors).toEqual([]);
    expect(requests).toHaveLength(1);
    expect(await shownPorts(opened)).toHaveLength(hostileNames.length);
    await opened.click('td[data-x]');
    expect(await opened.$eval('#why-steps', ({ textContent }) => textContent ?? '')).toContain('<script>alert(1)</script>');
    expect(await opened.$$eval('main script', (scripts) => scripts.length)).toBe(0);
  });
});

test('1,000 ports stay fluid', async () => {
  const sources = Array.from({ length: 12 }, (_, index) => ({ title: `source ${index}`, kind: 'workload' as const }));
  const rows = Array.from(
    { length: 1000 },
    (_, port): PageRow => ({
      name: `port-${port}`,
      component: `component-${port % 40}`,
      workload: `workload-${port % 7}`,
      audience: 'internal',
      number: `TCP ${port + 1}`,
      cells: sources.map(
        (__, source): PageCell => ({ verdict: (port + source) % 3 === 0 ? 'allowed' : 'denied', heat: 1, steps: [{ text: `step ${port % 50}` }] }),
      ),
    }),
  );
  const file = join(folder, 'large.html');
  writeFileSync(
    file,
    await pageHtml({
      title: 'Large',
      sections: [{ title: 'Large', facts: [], states: [{ title: 'Large', map: { title: 'none', nodes: [], edges: [] }, sources, rows }] }],
    }),
  );
  await looking(file, async ({ page, errors }) => {
    // Counted, not timed, since other work on the machine must not decide: each filter lays the page out a few times, and not once for each row or cell,
    // and changes only what differs.
    const counts: { readonly layouts: number; readonly changed: number }[] = [];
    for (const text of ['1', '12', 'port-9', 'port-9', '']) {
      const before = (await page.metrics()).LayoutCount ?? 0;
      const changed = await page.evaluate(async (wanted) => {
        const field = document.querySelector<HTMLInputElement>('[name="port"]');
        const table = document.querySelector('table.matrix');
        let records = 0;
        const observer = new MutationObserver((list) => {
          records += list.length;
        });
        if (table) observer.observe(table, { subtree: true, attributes: true, childList: true, characterData: true });
        if (field) field.value = wanted;
        field?.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        records += observer.takeRecords().length;
        observer.disconnect();
        return records;
      }, text);
      counts.push({ layouts: ((await page.metrics()).LayoutCount ?? 0) - before, changed });
    }
    expect(errors).toEqual([]);
    expect(await found(page)).toBe('1000 of 1000 ports shown');
    for (const { layouts, changed } of counts) {
      expect(layouts).toBeLessThanOrEqual(10);
      // A row that comes or goes, and the two cells that Tab leads to.
      expect(changed).toBeLessThanOrEqual(rows.length + 2);
    }
    expect(counts[3]?.changed).toBe(0);
  });
});
