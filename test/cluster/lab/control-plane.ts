import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cluster, connect } from '../cluster';
import { programsOf } from './build';
import { eventually, freePorts, type Running, start } from './processes';
import type { KubernetesRelease } from './releases';

/** What differs between control planes. */
export interface ControlPlaneOptions {
  readonly release: KubernetesRelease;
  /** Network namespace that it runs in. @default - that of the tests, only on loopback */
  readonly inNamespace?: { readonly name: string; readonly address: string };
  /** Controllers to run. @default - none, so that objects stay as they were applied */
  readonly controllers?: readonly string[];
}

/** A running control plane. */
export interface ControlPlane {
  readonly cluster: Cluster;
  readonly kubeconfig: string;
  /** For programs that read no kubeconfig: the server, a file with the administrator's token, and the authority of the server's certificate. */
  readonly access: { readonly server: string; readonly tokenFile: string; readonly authorityFile: string };
  /** Folder of logs and state, gone after it was stopped. */
  readonly folder: string;
  /** Makes the API server hang: it takes connections and answers nothing, until what is returned is called. */
  readonly freeze: () => () => void;
  readonly stop: () => Promise<void>;
}

/** Starts etcd, an API server and what controllers are wanted. */
export async function startControlPlane({ release, inNamespace, controllers = [] }: ControlPlaneOptions): Promise<ControlPlane> {
  const folder = mkdtempSync(join(tmpdir(), 'cluster-laboratory-'));
  const programs = programsOf(release);
  const address = inNamespace?.address ?? '127.0.0.1';
  const inside = (command: readonly string[]) => (inNamespace ? ['ip', 'netns', 'exec', inNamespace.name, ...command] : command);
  const running: Running[] = [];
  const run = (name: string, command: readonly string[]): Running => {
    const program = start(inside(command), join(folder, `${name}.log`));
    running.push(program);
    return program;
  };
  const [port = 0, clientPort = 0, peerPort = 0, controllersPort = 0] = inNamespace ? [6443, 2379, 2380, 10257] : await freePorts(4);
  const server = `https://${address}:${port}`;
  const kubeconfig = writeCredentials(folder, server);
  const access = { server, tokenFile: join(folder, 'token'), authorityFile: join(folder, 'apiserver.crt') };

  const [client, peer] = [`http://127.0.0.1:${clientPort}`, `http://127.0.0.1:${peerPort}`];
  run('etcd', [
    ...['etcd', '--name=laboratory', `--data-dir=${folder}/etcd`, '--unsafe-no-fsync', `--listen-client-urls=${client}`],
    ...[`--advertise-client-urls=${client}`, `--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`],
    `--initial-cluster=laboratory=${peer}`,
  ]);
  const apiServer = run('kube-apiserver', [
    ...[`${programs}/kube-apiserver`, `--etcd-servers=${client}`, `--bind-address=${address}`, `--advertise-address=${address}`],
    ...[`--secure-port=${port}`, `--cert-dir=${folder}`, `--token-auth-file=${folder}/tokens.csv`, '--authorization-mode=RBAC'],
    ...[`--service-account-issuer=https://laboratory`, `--service-account-key-file=${folder}/accounts.pub`],
    ...[`--service-account-signing-key-file=${folder}/accounts.key`, '--service-cluster-ip-range=10.96.0.0/16,fd00:96::/112'],
    ...['--endpoint-reconciler-type=none', '--disable-admission-plugins=ServiceAccount'],
  ]);
  const freeze = () => {
    apiServer.child.kill('SIGSTOP');
    return () => void apiServer.child.kill('SIGCONT');
  };
  const stop = async () => {
    for (const program of running.toReversed()) await program.stop();
    rmSync(folder, { recursive: true });
  };
  try {
    const cluster = await eventually(`the API server ${release.version} answers`, () => {
      if (running.some(({ child }) => child.exitCode !== null)) throw new Error(`the API server ${release.version} or its etcd has ended`);
      return connect({ kubeconfig, inside }).catch(() => undefined);
    });
    await eventually('the API server is ready', async () => ((await cluster.request('GET', '/readyz')).status === 200 ? true : undefined));
    if (controllers.length > 0)
      run('kube-controller-manager', [
        ...[`${programs}/kube-controller-manager`, `--kubeconfig=${kubeconfig}`, `--controllers=${controllers.join(',')}`],
        ...['--leader-elect=false', '--bind-address=127.0.0.1', `--secure-port=${controllersPort}`, `--cert-dir=${folder}`],
      ]);
    return { cluster, kubeconfig, access, folder, freeze, stop: () => cluster.close().then(stop) };
  } catch (error) {
    const log = readFileSync(join(folder, 'kube-apiserver.log'), 'utf8').split('\n').slice(-15).join('\n');
    await stop();
    throw new Error(`${error instanceof Error ? error.message : error}\n${log}`);
  }
}

/** Keys of service accounts and the token of an administrator, new each time; the path of the kubeconfig that has it. */
function writeCredentials(folder: string, server: string): string {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text, { mode: 0o600 });
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  write('accounts.pub', publicKey.export({ type: 'spki', format: 'pem' }).toString());
  write('accounts.key', privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
  const token = randomBytes(16).toString('hex');
  write('token', token);
  write('tokens.csv', `${token},admin,admin,system:masters\n`);
  write(
    'kubeconfig',
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'laboratory', cluster: { server, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'admin', user: { token } }],
      contexts: [{ name: 'laboratory', context: { cluster: 'laboratory', user: 'admin' } }],
      'current-context': 'laboratory',
    }),
  );
  return join(folder, 'kubeconfig');
}
