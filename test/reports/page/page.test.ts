import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogues } from '../../../lib/catalogue';
import { provePlan } from '../../../lib/checks';
import { readText } from '../../../lib/reachability';
import { pageScript, pageStyle } from '../../../lib/reports/page/assets';
import { installationSection } from '../../../lib/reports/page/installation-page';
import type { Page, PageCell, PageSection } from '../../../lib/reports/page/page';
import { pageHtml } from '../../../lib/reports/page/page-html';
import { sectionOf } from '../../../lib/synth/pages';
import { synthesize } from '../../../lib/synth/synthesize';
import { pageAssets } from '../../../tools/page-assets';
import { hiddenCharacters, hostileNames } from '../../support/hostile-names';
import { ranMain } from '../../support/run';

// The library that lays maps out has more than a megabyte, which a busy machine takes its time to load.
jest.setTimeout(60_000);

const root = join(__dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'page-'));
const before = process.cwd();
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

const sectionsOf = (...files: readonly string[]): readonly PageSection[] =>
  synthesize({ kind: 'named', files: files.map((file) => join(root, file)) }, '2026-01-01').map((installation) =>
    sectionOf(installation, '2026-01-01'),
  );
const [section] = sectionsOf('installations/bluemind.yaml');
if (!section) throw new Error('the default installation renders nothing');

/** What a section says of a source and a port. */
function cellOf({ states: [state] }: PageSection, source: RegExp, port: string): PageCell {
  const column = state?.sources.findIndex(({ title }) => source.test(title)) ?? -1;
  const cell = state?.rows.find(({ name }) => name === port)?.cells[column];
  if (!cell) throw new Error(`no cell of ${source} and ${port}`);
  return cell;
}

describe('the matrix', () => {
  test('has every port of the catalogue', () => {
    expect(section.states[0]?.rows.map(({ name }) => name).sort()).toEqual(catalogues['4'].ports.map(({ name }) => name).sort());
  });

  test('says who reaches a port, and how many may come', () => {
    expect(cellOf(section, /outside/, 'imaps')).toMatchObject({ verdict: 'allowed', heat: 3 });
    expect(cellOf(section, /outside/, 'postgresql')).toMatchObject({ verdict: 'denied', heat: 0 });
    expect(cellOf(section, /any pod/, 'postgresql')).toMatchObject({ verdict: 'denied' });
    expect(cellOf(section, /all-in-one/, 'postgresql')).toMatchObject({ verdict: 'allowed', heat: 1 });
  });

  test('explains a cell by objects, rule and line', () => {
    const { steps } = cellOf(section, /outside/, 'imaps');
    expect(steps.map(({ text }) => text).slice(0, 2)).toEqual(['By a load balancer, port 993:', 'Service bluemind/bluemind-public']);
    const rule = steps.find(({ text }) => text.includes('admitted by rule 1 of NetworkPolicy bluemind/bluemind-all-in-one-from-public'));
    expect(rule).toMatchObject({ place: expect.stringMatching(/^bluemind\/network-policies\.k8s\.yaml:\d+$/), line: '- port: 993' });
    const denied = cellOf(section, /any pod/, 'postgresql').steps.map(({ text }) => text);
    expect(denied).toContain('Incoming at the port: selected by NetworkPolicy bluemind/bluemind-all-in-one-default-deny, which does not admit it');
  });

  test('ports of 127.0.0.1 and of components that run nowhere are listed, closed', () => {
    const loopback = catalogues['4'].ports.find(({ audience }) => audience === 'loopback');
    expect(cellOf(section, /outside/, loopback?.name ?? '').steps).toEqual([{ text: 'It listens only on 127.0.0.1 and never leaves its pod.' }]);
  });
});

describe('a way in to a number at which no known port is', () => {
  const [installation] = synthesize({ kind: 'named', files: [join(root, 'installations/bluemind.yaml')] }, '2026-01-01');
  if (!installation) throw new Error('nothing is rendered');
  const { plan, manifests } = installation;
  const stray = `---
apiVersion: v1
kind: Service
metadata: { name: stray, namespace: bluemind }
spec:
  type: LoadBalancer
  externalTrafficPolicy: Local
  allocateLoadBalancerNodePorts: false
  selector: { app.kubernetes.io/name: bluemind, app.kubernetes.io/instance: bluemind, app.kubernetes.io/component: all-in-one }
  ports: [{ port: 31337 }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: stray, namespace: bluemind }
spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 31337 }] }] }
`;
  const found = installationSection(plan, provePlan(readText('all.yaml', manifests.stream + stray), plan, '2026-01-01'));

  test('has a row, with the way and the rule', () => {
    const row = found.states[0]?.rows.find(({ audience }) => audience === 'unlisted');
    expect(row).toMatchObject({ number: 'TCP 31337', name: 'no known port', workload: 'all-in-one' });
    const cell = cellOf(found, /outside/, 'no known port');
    expect(cell).toMatchObject({ verdict: 'allowed', heat: 3 });
    expect(cell.steps.map(({ text }) => text).join('\n')).toMatch(/Service bluemind\/stray[\s\S]*NetworkPolicy bluemind\/stray/);
  });

  test('is drawn, and there is no such row without such a way', () => {
    const [state] = found.states;
    const box = state?.map.nodes.find(({ title }) => title === 'no known port');
    const sourceOf = (id: string) => state?.map.nodes.find((node) => node.id === id)?.title;
    expect(state?.map.edges.filter(({ to }) => to === box?.id).map(({ from, label }) => [sourceOf(from), label])).toEqual([
      ['Service bluemind/stray', 'TCP 31337'],
      ['any pod of the cluster', 'TCP 31337'],
    ]);
    expect(section.states[0]?.rows.some(({ audience }) => audience === 'unlisted')).toBe(false);
  });
});

describe('the map of components', () => {
  writeFileSync(join(folder, 'roles.yaml'), 'name: mail\nworkloads: roles\nisolation: connections\n');
  const [installation] = synthesize({ kind: 'named', files: [join(folder, 'roles.yaml')] }, '2026-01-01');
  const roles = installation && sectionOf(installation, '2026-01-01');

  test('has every connection between two components, and each component once', () => {
    const inner = roles?.states[0]?.inner;
    const { connections } = catalogues['4'];
    const titles = inner?.nodes.map(({ title }) => title) ?? [];
    expect(new Set(titles).size).toBe(titles.length);
    const between = (from: string, to: string) => {
      const [a, b] = [from, to].map((name) => inner?.nodes.find(({ title }) => title === name)?.id);
      return inner?.edges.filter((edge) => edge.from === a && edge.to === b) ?? [];
    };
    expect(between('core', 'postgresql').map(({ label, verdict }) => [label, verdict])).toEqual([['5432', 'allowed']]);
    const missing = connections.filter(
      ({ from, to, loopback }) => from !== to && !loopback && titles.includes(from) && titles.includes(to) && between(from, to).length === 0,
    );
    expect(missing).toEqual([]);
  });

  test('unfolds on the page without a script', async () => {
    const html = await pageHtml({ title: 'Exposure', sections: roles ? [roles] : [] });
    expect(html).toMatch(/<details class="inner"><summary>Connections among components<\/summary><div class="map"[^>]*><svg/);
  });
});

describe('the page', () => {
  const page: Page = { title: 'Exposure', sections: [section] };

  test('holds all it needs, under a policy that lets nothing else run', async () => {
    const html = await pageHtml(page);
    const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => digest(text));
    const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text = '']) => digest(text));
    expect([scripts.length, styles.length]).toEqual([1, 1]);
    expect(policy).toBe(`default-src 'none'; script-src ${scripts[0]}; style-src ${styles[0]}; base-uri 'none'; form-action 'none'`);
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\/|\bsrc=|<link|@import|url\((?!#)| style=| on[a-z]+=/);
  });

  test('has the same bytes each time, and fewer than 300 kB', async () => {
    const html = await pageHtml(page);
    expect(await pageHtml({ title: 'Exposure', sections: sectionsOf('installations/bluemind.yaml') })).toBe(html);
    expect(Buffer.byteLength(html)).toBeLessThan(300_000);
  });

  test('ids are unique if it has several installations', async () => {
    const html = await pageHtml({ title: 'Two', sections: [section, section] });
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(hostileNames)('a name stays text: %j', async (name) => {
    const cell: PageCell = { verdict: 'allowed', heat: 1, steps: [{ text: name, place: name, line: name }] };
    const row = { name, component: name, workload: name, audience: 'internal', number: name, cells: [cell] } as const;
    const map = {
      title: name,
      nodes: [{ id: 'n0', tier: 'outside', title: name.replaceAll('\n', ' '), details: [] }],
      edges: [],
    } as const;
    const html = await pageHtml({
      title: name,
      sections: [
        {
          title: name,
          facts: [name],
          states: [{ title: name, map, sources: [{ title: name, kind: 'peer' }], rows: [row] }],
          changes: [{ severity: name, text: name }],
          checklist: [{ entryPoint: name, where: name, owner: 'dns', what: name, snippet: { language: 'text', text: name } }],
        },
      ],
    });
    expect(html).not.toContain('<script>alert');
    expect(html.split('<script').length).toBe(3);
    const own = html
      .replace(pageScript, '')
      .replace(pageStyle, '')
      .replace(/<svg[\s\S]*<\/svg>/, '');
    expect(own.replaceAll('\n', '')).not.toMatch(hiddenCharacters);
    const [, data = ''] = /<script type="application\/json" id="explanations">(.*?)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(data).steps).toHaveLength(1);
  });

  test('its style and script are those in client/', () => {
    expect(readFileSync(join(root, 'lib/reports/page/assets.ts'), 'utf8')).toBe(pageAssets());
  });
});

describe('the commands', () => {
  test('synth --html writes a page beside the other reports; without it none stays', async () => {
    writeFileSync('mail.yaml', 'name: mail\n');
    expect(await ranMain('synth', 'mail.yaml', '--html')).toMatchObject({ status: 0 });
    const html = readFileSync('reports/mail/exposure.html', 'utf8');
    expect(html).toContain('<h1>Exposure of BlueMind: mail</h1>');
    expect(await ranMain('synth', 'mail.yaml', '--html')).toMatchObject({ status: 0 });
    expect(readFileSync('reports/mail/exposure.html', 'utf8')).toBe(html);
    await ranMain('synth', 'mail.yaml');
    expect(existsSync('reports/mail/exposure.html')).toBe(false);
  });

  test('synth --html needs a folder for reports', async () => {
    expect(await ranMain('synth', 'mail.yaml', '--html', '--out', 'elsewhere')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--html: writes beside the other reports, but another --out writes no reports; name their folder by --reports'),
    });
  });

  test('synth --page writes one page of all installations, and never over a file of others', async () => {
    writeFileSync('other.yaml', 'name: other\n');
    const { status, stderr } = await ranMain('synth', 'mail.yaml', 'other.yaml', '--page', 'pages/all.html');
    expect([status, stderr]).toEqual([0, expect.stringContaining('pages/all.html: page of 2 installations\n')]);
    expect(readFileSync('pages/all.html', 'utf8').match(/<h2 id="h\d">/g)).toHaveLength(2);
    expect(await ranMain('synth', 'mail.yaml', '--page', 'pages/all.html')).toMatchObject({ status: 0 });
    writeFileSync('mine.html', '<p>mine</p>');
    expect(await ranMain('synth', 'mail.yaml', '--page', 'mine.html')).toMatchObject({ status: 2, stderr: expect.stringContaining('not replaced') });
    expect(readFileSync('mine.html', 'utf8')).toBe('<p>mine</p>');
  });

  test('diff --format html shows both states side by side, and what differs in frames', async () => {
    await ranMain('synth', 'mail.yaml', '--out', 'old');
    writeFileSync('mail.yaml', 'name: mail\nexpose: { pop3s: public, smtp: public, https: { entryPoint: cluster, reason: VPN. } }\n');
    await ranMain('synth', 'mail.yaml', '--out', 'new');
    const { status, stdout } = await ranMain('diff', 'old/mail', 'new/mail', '--format', 'html');
    expect(status).toBe(1);
    expect(stdout).toContain('<div class="states two">');
    const rows = stdout.split('\n').filter((line) => line.startsWith('<tr data-port="tcp 995 pop3s"'));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain('data-changed');
    expect(rows[0]).toMatch(/class="c0 changed" data-v="denied"/);
    expect(rows[1]).toMatch(/class="c3 changed" data-v="allowed" data-x="\d+">everyone</);
    const same = stdout.split('\n').filter((line) => line.startsWith('<tr data-port="tcp 25 smtp"'));
    expect(same.join()).not.toContain('changed');
  });
});

test('an object that is gone or new is compared with nothing', async () => {
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const kept = file(
    'kept.yaml',
    'apiVersion: v1\nkind: Service\nmetadata: { name: kept, namespace: a }\nspec: { selector: { app: b }, ports: [{ port: 80 }] }\n',
  );
  const both = file('both.yaml', `${readFileSync(kept, 'utf8')}---\n${readFileSync(kept, 'utf8').replace('name: kept', 'name: gone')}`);
  const { stdout } = await ranMain('diff', both, kept, '--format', 'html');
  expect(stdout).toMatch(/removed: .*a\/gone[^"<]*, after nothing/);
  const added = await ranMain('diff', kept, both, '--format', 'html');
  expect(added.stdout).toMatch(/added: .*a\/gone[^"<]*, before nothing, after /);
});
