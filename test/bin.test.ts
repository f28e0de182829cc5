import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');

describe('the app of the cdk8s command', () => {
  let checkout: string;
  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'checkout-'));
    for (const name of ['bin', 'installations', 'lib', 'main.ts', 'package.json', 'tools', 'tsconfig.json'])
      cpSync(join(root, name), join(checkout, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  });
  afterEach(() => rmSync(checkout, { recursive: true }));

  const run = () => spawnSync(process.execPath, ['bin/typescript.js', 'main.ts'], { cwd: checkout, encoding: 'utf8' });
  const edit = (file: string, from: string, to: string) => {
    const text = readFileSync(join(checkout, file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(checkout, file), text.replace(from, to));
  };

  test('is never older than its sources', () => {
    expect(run().stderr).toContain('dist/bluemind: 27 objects');
    edit('lib/synth/synthesize.ts', ' objects`', ' edited objects`');
    expect(run().stderr).toContain('dist/bluemind: 27 edited objects');
    edit('main.ts', "manifests: 'dist'", "manifests: 'elsewhere'");
    expect(run().stderr).toContain('elsewhere/bluemind: 27 edited objects');
    writeFileSync(join(checkout, 'lib/more.ts'), "export const more = 'more';\n");
    edit('main.ts', "const staging = '.cdk8s';", "import { more } from './lib/more';\nconst staging = '.cdk8s';\nprocess.stderr.write(more);");
    expect(run().stderr).toMatch(/^more/);
  });

  test('says what is wrong with a source', () => {
    edit('main.ts', 'const staging', 'const const');
    expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining('main.ts:') });
  });
});
