import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** What TypeScript's compiler says of modules that import the sources as './lib', by their names; one run for all. */
export function compile(modules: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(root, 'test/network/programs-'));
  try {
    for (const [name, text] of Object.entries(modules)) writeFileSync(join(folder, `${name}.ts`), text);
    const tsconfig = { extends: join(root, 'tsconfig.json'), compilerOptions: { rootDir: root, noUnusedLocals: false }, include: [folder] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
    const output = run(folder);
    return Object.fromEntries(Object.keys(modules).map((name) => [name, linesOf(output, `${name}.ts(`)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(folder: string): string {
  const { stdout, error } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (error) throw error;
  return stdout;
}

/** The errors of a module: a line that begins with its name, and the indented ones that follow. */
function linesOf(output: string, start: string): string {
  let own = false;
  return output
    .split('\n')
    .filter((line) => {
      if (!line.startsWith(' ')) own = line.startsWith(start);
      return own;
    })
    .join('\n');
}
