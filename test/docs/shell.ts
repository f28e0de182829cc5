/** Runs what pages show in `bash`: commands of others, by the real programs if a test has them. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandPath } from '../support/workspace';
import { helm, kubectl } from '../tools/kubernetes-tools';

/** What a test has in place of something that it lacks. */
interface Substitute {
  readonly of: RegExp;
  readonly by: string;
}

/** A command that no test without a cluster can run, and why. */
interface Elsewhere {
  readonly of: RegExp;
  readonly why: string;
}

/** Charts of others are in repositories that a test cannot reach: helm reads the values with a chart that prints them. */
const charts: Substitute = { of: /^(helm upgrade --install \S+) \S+\/\S+ /, by: '$1 ./printing-chart ' };

/** Without a cluster helm and kubectl render what they would apply. */
export const withoutCluster: readonly Substitute[] = [
  charts,
  { of: /^helm upgrade --install /, by: 'helm template ' },
  { of: /^kubectl apply -k (\S+)$/, by: 'kubectl kustomize $1' },
];

export const onCluster: readonly Substitute[] = [charts];

/** Runs nowhere in the tests; docs/README.md says so. */
export const nowhere: readonly Elsewhere[] = [
  { of: /^helm repo add /, why: 'It fetches from the repository of the charts.' },
  { of: /^npm install /, why: 'It fetches dependencies from the registry; tools/try-package runs it, as .ci/run does.' },
  { of: /^npm run test:/, why: 'It runs tests, for minutes.' },
  { of: /^kind create cluster /, why: 'It needs containers.' },
];

/** What needs an API server; test/cluster/guides.cluster.ts runs it. */
export const needsCluster: readonly Elsewhere[] = [
  { of: /^kubectl (get|wait) /, why: 'It asks an API server.' },
  { of: /^npx cdk8s-bluemind drift /, why: 'It asks an API server.' },
];

/** Needs pods that run; test/cluster/probe.cluster.ts does the same steps. */
export const needsPods: readonly Elsewhere[] = [
  { of: /^npx cdk8s-bluemind probe .*\| kubectl apply /, why: 'It starts pods.' },
  { of: /^kubectl wait job /, why: 'It waits for pods.' },
  { of: /^for n in probe-mail /, why: 'It reads the logs of pods.' },
  { of: /^npx cdk8s-bluemind probe .*(--results|--cleanup)/, why: 'It reads the logs of pods.' },
];

export const substituted = (command: string, substitutes: readonly Substitute[]): string =>
  substitutes.reduce((text, { of, by }) => text.replace(of, by), command);

/** The entry of a list that a command falls under. */
export const entryFor = (command: string, list: readonly Elsewhere[]): Elsewhere | undefined => list.find(({ of }) => of.test(command));

/**
 * A shell in a folder, with our command as `npx` finds it after an installation, the real helm and kubectl, git with an author, and `printing-chart`.
 * @param environment variables in addition to those of this process
 */
export function shellIn(folder: string, environment: Readonly<Record<string, string>> = {}) {
  const programs = join(folder, '.programs');
  mkdirSync(programs, { recursive: true });
  const program = (name: string, command: string): void => {
    writeFileSync(join(programs, name), `#!/bin/sh\n${command} "$@"\n`);
    chmodSync(join(programs, name), 0o755);
  };
  program('npx', `[ "$1" = cdk8s-bluemind ] || exit 127; shift; exec ${process.execPath} ${commandPath}`);
  program('helm', `exec ${helm}`);
  program('kubectl', `exec ${kubectl}`);
  mkdirSync(join(folder, 'printing-chart/templates'), { recursive: true });
  writeFileSync(join(folder, 'printing-chart/Chart.yaml'), 'apiVersion: v2\nname: printing-chart\nversion: 1.0.0\n');
  writeFileSync(
    join(folder, 'printing-chart/templates/values.yaml'),
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: values }\ndata:\n  values.yaml: {{ toYaml .Values | quote }}\n',
  );
  const author = {
    GIT_AUTHOR_NAME: 'Reader',
    GIT_AUTHOR_EMAIL: 'reader@example.org',
    GIT_COMMITTER_NAME: 'Reader',
    GIT_COMMITTER_EMAIL: 'reader@example.org',
  };
  const env = { ...process.env, ...author, PATH: `${programs}:${process.env.PATH}`, HOME: folder, ...environment };
  return (command: string) => {
    const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', command], { cwd: folder, env, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
}
