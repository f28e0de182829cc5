import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planFrom } from '../../lib/plan';
import { renderManifests } from '../../lib/synth/render';
import { ranMain } from '../support/run';

const folder = mkdtempSync(join(tmpdir(), 'several-installations-'));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(() => {
  for (const name of ['one', 'two']) {
    const input = { name, namespace: 'mail' };
    writeFileSync(at(`${name}.yaml`), JSON.stringify(input));
    mkdirSync(at(`dist/${name}`), { recursive: true });
    for (const [file, text] of Object.entries(renderManifests(planFrom(input)).files)) writeFileSync(at(`dist/${name}/${file}`), text);
  }
});

const verify = (...words: readonly string[]) => ranMain('verify', at('dist'), ...words);
const unproven =
  /warning: Installation 'two' has \d+ objects here and no settings among those given: nothing is proved about it\. \[unproven-installation\]/;

describe('verify of the manifests of two installations', () => {
  test('by the settings of one says that nothing is proven of the other', async () => {
    const { status, stdout } = await verify('--settings', at('one.yaml'));
    expect(stdout).toMatch(unproven);
    expect(status).toBe(0);
    expect(await verify('--settings', at('one.yaml'), '--fail-on', 'warning')).toMatchObject({ status: 1 });
  });

  test('by the settings of both judges each by its own', async () => {
    const { status, stdout } = await verify('--settings', at('one.yaml'), '--settings', at('two.yaml'), '--fail-on', 'warning');
    expect([status, stdout]).toEqual([0, expect.stringContaining('0 errors, 0 warnings')]);
  });

  test('by the same settings twice is a fault', async () => {
    expect(await verify('--settings', at('one.yaml'), '--settings', at('one.yaml'))).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining("'one' is the name in"),
    });
  });

  test('by settings of which one has nothing there is bad input', async () => {
    writeFileSync(at('three.yaml'), 'name: three');
    const { status, stderr } = await verify('--settings', at('one.yaml'), '--settings', at('three.yaml'));
    expect([status, stderr]).toEqual([2, expect.stringContaining("Nothing that was given belongs to installation 'three'")]);
  });
});
