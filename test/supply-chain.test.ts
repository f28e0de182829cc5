/** The page of dependencies has each with its reason, and the bill of materials has it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');
const { dependencies, devDependencies, peerDependencies, files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const page = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');

/** The packages in the table of a section, each with its reason. */
function rowsOf(title: string): readonly (readonly string[])[] {
  const [, section = ''] = page.split(new RegExp(`^## ${title}\\n`, 'm'));
  const [own = ''] = section.split(/^## /m);
  return [...own.matchAll(/^\| (?!Package |---)(\S+) \| (.+) \|$/gm)].map(([, name = '', why = '']) => [name, why]);
}

test.each([
  ['At run time', Object.keys(dependencies)],
  ['Beside it, in your app', Object.keys(peerDependencies)],
  // Those that apps bring along are here to be tested with.
  ['To develop it', Object.keys(devDependencies).filter((name) => !Object.keys(peerDependencies).includes(name))],
])('%s: every package has a reason, and no other is named', (title, names) => {
  const rows = rowsOf(title);
  expect(rows.map(([name]) => name)).toEqual([...names].sort());
  expect(rows.filter(([, why = '']) => why.length < 10)).toEqual([]);
});

test('the page of the tests’ tools names the one that they fetch', () => {
  const [, name] = /const packageName = '(.+)'/.exec(readFileSync(join(root, 'test/tools/kubernetes-tools.ts'), 'utf8')) ?? [];
  expect(page).toContain(`| ${name} |`);
});

test('what concerns security and pipelines is in the package', () => {
  expect(files).toEqual(expect.arrayContaining(['docs', 'ci', 'SECURITY.md']));
});

test('the bill of materials has what is shipped, and nothing that changes from run to run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sbom-'));
  try {
    const file = join(folder, 'sbom.json');
    execFileSync(process.execPath, ['tools/sbom.js', file], { cwd: root });
    const bill = JSON.parse(readFileSync(file, 'utf8'));
    expect(bill).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: expect.stringMatching(/^1\.\d$/),
      metadata: { component: { name: 'cdk8s-bluemind' } },
    });
    const names: readonly string[] = bill.components.map(({ name }: { name: string }) => name);
    const licences = readFileSync(join(root, 'build/command/LICENSES.txt'), 'utf8');
    const bundled = [...licences.matchAll(/^(\S+) \d\S*,/gm)].map(([, name = '']) => name);
    expect(names).toEqual(expect.arrayContaining([...Object.keys(dependencies), ...bundled]));
    expect(names.filter((name) => ['jest', 'esbuild', 'typescript'].includes(name))).toEqual([]);
    expect(Object.keys(bill)).not.toContain('serialNumber');
    expect(Object.keys(bill.metadata)).not.toContain('timestamp');
    expect(readFileSync(file, 'utf8')).not.toContain(root);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
