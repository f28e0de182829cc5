/** The chart of an installation in an OCI registry, by the real helm. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import { renderChart } from '../../lib/chart';
import { helm } from '../tools/kubernetes-tools';
import { startRegistry } from './registry';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'oci-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('is pushed, shown and rendered from there, with its annotations in the manifest', async () => {
  const registry = await startRegistry();
  try {
    const env = { ...process.env, HELM_CACHE_HOME: join(folder, 'cache'), HELM_CONFIG_HOME: join(folder, 'config') };
    const withHelm = async (...args: readonly string[]) => (await run(helm, args, { cwd: folder, env })).stdout;
    for (const [name, text] of Object.entries(renderChart({ name: 'mail' }, { chartVersion: '1.2.3' }))) {
      mkdirSync(dirname(join(folder, 'chart', name)), { recursive: true });
      writeFileSync(join(folder, 'chart', name), text);
    }
    const publish = async (): Promise<unknown> => {
      await run('find', ['chart', '-exec', 'touch', '-d', '@0', '{}', '+'], { cwd: folder });
      await withHelm('package', 'chart');
      await run('touch', ['-d', '@0', 'mail-1.2.3.tgz'], { cwd: folder });
      await withHelm('push', 'mail-1.2.3.tgz', registry.url, '--plain-http');
      return registry.manifest('1.2.3');
    };
    const first = await publish();
    await run('touch', ['chart/Chart.yaml'], { cwd: folder });
    expect(await publish()).toEqual(first);
    expect(registry.manifest('1.2.3')).toMatchObject({
      config: { mediaType: 'application/vnd.cncf.helm.config.v1+json' },
      layers: [{ mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip' }],
      annotations: { 'org.opencontainers.image.title': 'mail', 'org.opencontainers.image.version': '1.2.3', 'artifacthub.io/category': 'networking' },
    });
    const chart = parse(await withHelm('show', 'chart', `${registry.url}/mail`, '--version', '1.2.3', '--plain-http'));
    expect(chart).toMatchObject({ name: 'mail', version: '1.2.3', icon: expect.stringMatching(/^data:image\/svg/) });
    const rendered = await withHelm('template', 'mail', `${registry.url}/mail`, '--version', '1.2.3', '--plain-http');
    expect(parseAllDocuments(rendered).filter((document) => document.get('kind') === 'NetworkPolicy').length).toBeGreaterThan(1);
  } finally {
    await registry.stop();
  }
});
