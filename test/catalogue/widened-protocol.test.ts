import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** Files in which the compiler finds a mistake once BlueMind's ports may have a transport that nobody thought of. */
function filesThatMustDecide(): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'widened-'));
  try {
    for (const name of ['lib', 'tsconfig.json', 'tsconfig.build.json', 'package.json'])
      cpSync(join(root, name), join(folder, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const port = join(folder, 'lib/catalogue/port.ts');
    const wider = readFileSync(port, 'utf8').replace("['TCP', 'UDP'] as const", "['TCP', 'UDP', 'SCTP'] as const");
    writeFileSync(port, wider);
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--noEmit', '--pretty', 'false'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return [...new Set([...stdout.matchAll(/^(lib\/.*?)\(\d+,\d+\): error/gm)].map(([, name = '']) => name))].sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('whoever adds a transport is led by the compiler to every place that decides by it', () => {
  expect(filesThatMustDecide()).toEqual([
    'lib/helm/kong.ts',
    'lib/helm/traefik/openings.ts',
    'lib/plan/entry-points/controllers/controller.ts',
    'lib/plan/entry-points/gateway/routed-ports.ts',
    'lib/plan/load-balancers/providers/aws.ts',
    'lib/plan/model/entries/gateway.ts',
    'lib/plan/monitoring/watched-ports.ts',
    'lib/plan/servers/proxy-listeners.ts',
  ]);
});
