import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');

interface Widening {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Files in which the compiler finds a mistake once a list has a member of which nobody thought. */
function filesThatMustDecide(widenings: readonly Widening[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'widened-'));
  try {
    for (const name of ['lib', 'tsconfig.json', 'tsconfig.build.json', 'package.json'])
      cpSync(join(root, name), join(folder, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const { file, from, to } of widenings) {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(text).toContain(from);
      writeFileSync(join(folder, file), text.replace(from, to));
    }
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

/** The places that decide by each list: docs/extending.md leads there if you add a member. */
const deciding = {
  'a transport': {
    widening: { file: 'lib/catalogue/port.ts', from: "['TCP', 'UDP'] as const", to: "['TCP', 'UDP', 'SCTP'] as const" },
    files: [
      'lib/helm/kong.ts',
      'lib/helm/traefik/openings.ts',
      'lib/plan/entry-points/controllers/controller.ts',
      'lib/plan/entry-points/gateway/routed-ports.ts',
      'lib/plan/load-balancers/providers/aws.ts',
      'lib/plan/model/entries/gateway.ts',
      'lib/plan/monitoring/watched-ports.ts',
      'lib/plan/servers/proxy-listeners.ts',
    ],
  },
  'a dialect of policies': {
    widening: { file: 'lib/base/policy-dialects.ts', from: "'calico'] as const", to: "'calico', 'antrea'] as const" },
    files: [
      'lib/base/policy-dialects.ts',
      'lib/constructs/admission/policies.ts',
      'lib/constructs/policies/index.ts',
      'lib/plan/policies/dialect.ts',
    ],
  },
  'a provider of load balancers': {
    widening: {
      file: 'lib/settings/schema/entry-points/load-balancer.ts',
      from: 'providerSchema = z.enum([',
      to: "providerSchema = z.enum(['ovh', ",
    },
    files: ['lib/plan/load-balancers/index.ts'],
  },
  'a chart': {
    widening: { file: 'lib/helm/chart.ts', from: "ChartName = 'app-template'", to: "ChartName = 'nginx' | 'app-template'" },
    files: ['lib/helm/charts.ts'],
  },
} as const;

test('if you add a transport, a dialect, a provider or a chart, the compiler leads you to every place that decides by it', () => {
  const all = Object.values(deciding);
  expect(filesThatMustDecide(all.map(({ widening }) => widening))).toEqual(all.flatMap(({ files }) => files).sort());
});

test('docs/extending.md names each of these places for a dialect, a provider and a chart', () => {
  const page = readFileSync(join(root, 'docs/extending.md'), 'utf8');
  const { 'a transport': _, ...told } = deciding;
  for (const { files } of Object.values(told)) expect(files.filter((file) => !page.includes(`\`${file}\``))).toEqual([]);
});
