import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  blackboxExporterVersion,
  currentRelease,
  foreignEngineVersion,
  type KubernetesRelease,
  kptVersion,
  kustomizeVersion,
  prometheusVersion,
  traefikVersion,
} from './releases';

/** Where builds are kept: the second run finds them. */
const cache = process.env.CLUSTER_TEST_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-bluemind-lab');

/** The folder of a release's programs. */
export const programsOf = ({ version }: KubernetesRelease): string => join(cache, version);

/** Builds what is missing: ten minutes on two cores for the current release. */
export function build(release: KubernetesRelease): void {
  const { version, programs } = release;
  if (programs.every((program) => existsSync(join(programsOf(release), program)))) return;
  process.stdout.write(`Building ${programs.join(', ')} ${version} into ${programsOf(release)}; this takes minutes, once.\n`);
  const [major, minor] = version.slice(1).split('.');
  const stamp = Object.entries({ gitVersion: version, gitMajor: major, gitMinor: minor })
    .map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
    .join(' ');
  goBuild(
    join(__dirname, 'modules', version),
    programsOf(release),
    ['-ldflags', `-s -w ${stamp}`],
    programs.map((program) => `k8s.io/kubernetes/cmd/${program}`),
  );
}

/** The program that stand-in pods run, as its image has it. */
export const agnhost = join(cache, `agnhost-${currentRelease.version}`, 'agnhost');

/** Builds agnhost: a minute on two cores behind the release that it belongs to. */
export function buildAgnhost(): void {
  if (existsSync(agnhost)) return;
  process.stdout.write(`Building agnhost ${currentRelease.version} into ${dirname(agnhost)}.\n`);
  goBuild(join(__dirname, 'modules', currentRelease.version), dirname(agnhost), ['-ldflags', '-s -w'], ['k8s.io/kubernetes/test/images/agnhost']);
}

/** The program of modules/traefik. */
export const traefikRoutes = join(cache, `traefik-${traefikVersion}`, 'traefik-routes');

/** Builds Traefik's providers: three minutes on two cores. */
export function buildTraefik(): void {
  if (existsSync(traefikRoutes)) return;
  process.stdout.write(`Building the providers of Traefik ${traefikVersion} into ${dirname(traefikRoutes)}; this takes minutes, once.\n`);
  goBuild(join(__dirname, 'modules/traefik'), dirname(traefikRoutes), [], ['.']);
}

/** The program of modules/blackbox-exporter. */
export const blackboxExporter = join(cache, `blackbox-exporter-${blackboxExporterVersion}`, 'blackbox_exporter');

/** Builds the blackbox exporter: a minute on two cores. */
export function buildBlackboxExporter(): void {
  if (existsSync(blackboxExporter)) return;
  process.stdout.write(`Building the blackbox exporter ${blackboxExporterVersion} into ${dirname(blackboxExporter)}; this takes a minute, once.\n`);
  goBuild(join(__dirname, 'modules/blackbox-exporter'), dirname(blackboxExporter), [], ['github.com/prometheus/blackbox_exporter']);
}

/** The program of modules/prometheus-rules. */
export const prometheusRules = join(cache, `prometheus-${prometheusVersion}`, 'prometheus-rules');

/** Builds Prometheus' reader of rules and its engine of queries: a minute on two cores. */
export function buildPrometheusRules(): void {
  if (existsSync(prometheusRules)) return;
  process.stdout.write(`Building the rules of Prometheus ${prometheusVersion} into ${dirname(prometheusRules)}; this takes a minute, once.\n`);
  goBuild(join(__dirname, 'modules/prometheus-rules'), dirname(prometheusRules), [], ['.']);
}

/** The program of modules/kustomize. */
export const kustomize = join(cache, `kustomize-${kustomizeVersion}`, 'kustomize');

/** Builds kustomize: a minute on two cores. */
export function buildKustomize(): void {
  if (existsSync(kustomize)) return;
  process.stdout.write(`Building kustomize ${kustomizeVersion} into ${dirname(kustomize)}; this takes a minute, once.\n`);
  goBuild(join(__dirname, 'modules/kustomize'), dirname(kustomize), [], ['sigs.k8s.io/kustomize/kustomize/v5']);
}

/** The program of modules/kpt, whose arguments are those of `kpt fn`. */
export const kptFunctions = join(cache, `kpt-${kptVersion}`, 'kpt');

/** Builds kpt's functions: two minutes on two cores. Without C it lacks only what runs WebAssembly. */
export function buildKpt(): void {
  if (existsSync(kptFunctions)) return;
  process.stdout.write(`Building the functions of kpt ${kptVersion} into ${dirname(kptFunctions)}; this takes minutes, once.\n`);
  goBuild(join(__dirname, 'modules/kpt'), dirname(kptFunctions), ['-ldflags', '-s -w'], ['.'], { CGO_ENABLED: '0' });
}

/** The engine of modules/kube-network-policies. */
export const foreignEngine = join(cache, `kube-network-policies-${foreignEngineVersion}`, 'cmd');

/** Builds the policy engine of others: two minutes on two cores. */
export function buildForeignEngine(): void {
  if (existsSync(foreignEngine)) return;
  process.stdout.write(`Building kube-network-policies ${foreignEngineVersion} into ${dirname(foreignEngine)}; this takes minutes, once.\n`);
  goBuild(join(__dirname, 'modules/kube-network-policies'), dirname(foreignEngine), [], ['sigs.k8s.io/kube-network-policies/cmd']);
}

/** Builds packages of a Go module. They appear in the folder all at once, so that a killed build leaves no half of it. */
export function goBuild(
  module: string,
  folder: string,
  flags: readonly string[],
  packages: readonly string[],
  env: Readonly<Record<string, string>> = {},
): void {
  mkdirSync(cache, { recursive: true });
  const partial = mkdtempSync(join(cache, 'partial-'));
  try {
    execFileSync('nice', ['-n', '19', 'go', 'build', '-trimpath', '-buildvcs=false', ...flags, '-o', `${partial}/`, ...packages], {
      cwd: module,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
