import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cluster } from '../cluster';
import { patchStatus } from '../objects';
import { podStatus } from '../packets/pods';
import { agnhost } from './build';
import type { Laboratory } from './laboratory';
import { forgetConnections, nodes } from './network';
import { inNamespace, ownFiles, run } from './network-namespaces';
import { nodeOf, type PodPlace } from './pods';
import { enforce } from './policy-engine/enforce';
import type { NetworkPolicy } from './policy-engine/policies';
import { ending, stopped } from './processes';

/** A network that does not do all that it should. Everything is as it should be by default. */
export interface Quirks {
  /** Which policies the plugin enforces, and how it reads them. */
  readonly policies?: (policy: NetworkPolicy) => readonly NetworkPolicy[];
  /** Whether nodes lead clients on to other nodes, whatever Services say. */
  readonly ignoresLocal?: boolean;
}

/** What runs pods. */
export interface Kubelet {
  /** How many pods run. */
  readonly running: () => number;
  readonly stop: () => Promise<void>;
}

interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly startupProbe?: { readonly exec: { readonly command: readonly string[] } };
}

interface Pod {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly uid: string;
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly spec: {
    readonly nodeName?: string;
    readonly containers: readonly Container[];
    readonly readinessGates?: readonly unknown[];
    readonly securityContext?: { readonly runAsUser?: number; readonly sysctls?: readonly { readonly name: string; readonly value: string }[] };
  };
}

interface RunningPod {
  readonly pod: Pod;
  readonly place: PodPlace;
  readonly children: ChildProcess[];
  state: 'placed' | 'started' | 'ready' | 'ended';
}

const podKind = { apiVersion: 'v1', kind: 'Pod' } as const;

/**
 * Stands in for scheduler, kubelets, DNS and network plugin: puts pods on the nodes by turns, runs their containers' commands in network namespaces as the
 * user that they ask for, answers for their logs, keeps the names of Services in their /etc/hosts, and has the policies of the cluster enforced.
 * Whatever the image is called, it is agnhost.
 */
export async function startKubelet({ cluster, places }: Laboratory, quirks: Quirks = {}): Promise<Kubelet> {
  const folder = mkdtempSync(join(tmpdir(), 'kubelet-'));
  const image = mkdtempSync(join(tmpdir(), 'agnhost-'));
  copyFileSync(agnhost, join(image, 'agnhost'));
  chmodSync(image, 0o755);
  const servers = await serveLogs(folder);
  for (const { name } of nodes)
    await patchStatus(cluster, { apiVersion: 'v1', kind: 'Node', metadata: { name } }, { daemonEndpoints: { kubeletEndpoint: { Port: 10250 } } });

  const pods = new Map<string, RunningPod>();
  const used: PodPlace[] = [];
  const free: PodPlace[] = [];
  let turn = 0;
  let hosts = '';
  let enforced = '';
  let isStopping = false;

  const listed = async (path: string) => (await cluster.request('GET', path)).body.items ?? [];

  const place = async (pod: Pod): Promise<void> => {
    const node = nodeOf(pod.spec.nodeName ?? nodes[turn++ % nodes.length]?.name ?? '');
    if (pod.spec.nodeName === undefined)
      await cluster.request('POST', `/api/v1/namespaces/${pod.metadata.namespace}/pods/${pod.metadata.name}/binding`, {
        apiVersion: 'v1',
        kind: 'Binding',
        metadata: { name: pod.metadata.name },
        target: { apiVersion: 'v1', kind: 'Node', name: node.name },
      });
    const index = free.findIndex((one) => one.node === node);
    const [reused] = index < 0 ? [] : free.splice(index, 1);
    const own = reused ?? places.take(node);
    used.push(own);
    mkdirSync(ownFiles(own.namespace), { recursive: true });
    writeFileSync(join(ownFiles(own.namespace), 'hosts'), hosts);
    pods.set(pod.metadata.uid, { pod, place: own, children: [], state: 'placed' });
  };

  const inside = ({ place: { namespace }, pod: { spec } }: RunningPod, command: readonly string[]): readonly string[] => {
    const user = String(spec.securityContext?.runAsUser ?? 0);
    return inNamespace(namespace, [
      'setpriv',
      `--reuid=${user}`,
      `--regid=${user}`,
      '--clear-groups',
      '--no-new-privs',
      '--pdeathsig=TERM',
      ...command,
    ]);
  };
  const environment = (container: Container) => ({
    PATH: `${image}:/usr/sbin:/usr/bin:/sbin:/bin`,
    ...Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value])),
  });

  const startPod = async (running: RunningPod): Promise<void> => {
    const { pod, place: own } = running;
    for (const { name, value } of pod.spec.securityContext?.sysctls ?? []) run(own.namespace, ['sysctl', '-qw', `${name}=${value}`]);
    const logs = join(folder, pod.metadata.namespace, pod.metadata.name);
    mkdirSync(logs, { recursive: true });
    for (const container of pod.spec.containers) {
      const log = openSync(join(logs, container.name), 'a');
      const [program = '', ...args] = ending(inside(running, [...(container.command ?? ['agnhost']), ...(container.args ?? [])]));
      const child = spawn(program, args, { env: environment(container), stdio: ['ignore', log, log] });
      running.children.push(child);
      child.on('exit', () => {
        running.state = 'ended';
      });
    }
    running.state = 'started';
    await report(running);
  };

  /** What a kubelet would say of a pod in its state. */
  const report = async ({ pod, place: own, state, children }: RunningPod): Promise<void> => {
    const base = podStatus([own.address], [own.node.address]);
    const isReady = state === 'ready' && pod.spec.readinessGates === undefined;
    const exitCode = Math.max(...children.map((child) => child.exitCode ?? (child.signalCode ? 137 : 0)));
    const phase = state !== 'ended' ? 'Running' : exitCode === 0 ? 'Succeeded' : 'Failed';
    await patchStatus(
      cluster,
      { ...podKind, metadata: { name: pod.metadata.name, namespace: pod.metadata.namespace } },
      {
        ...base,
        phase,
        conditions: base.conditions.map((condition) => ({
          ...condition,
          status: condition.type.endsWith('Ready') && !isReady ? 'False' : condition.status,
        })),
        containerStatuses: pod.spec.containers.map(({ name, image: called }) => ({
          name,
          image: called,
          imageID: called,
          ready: isReady,
          restartCount: 0,
          state: state === 'ended' ? { terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error' } } : { running: {} },
        })),
      },
    );
  };

  const becomeReady = async (running: RunningPod): Promise<void> => {
    for (const container of running.pod.spec.containers) {
      if (container.startupProbe === undefined) continue;
      const [program = '', ...args] = inside(running, container.startupProbe.exec.command);
      const child = spawn(program, args, { env: environment(container), stdio: 'ignore' });
      const [status] = await once(child, 'exit');
      if (status !== 0) return;
    }
    if (running.state !== 'started') return;
    running.state = 'ready';
    await report(running);
  };

  const end = async (uid: string, running: RunningPod): Promise<void> => {
    pods.delete(uid);
    await Promise.all(running.children.map(stopped));
    free.push(running.place);
    await forget(running.pod);
  };
  const forget = ({ metadata: { namespace, name } }: Pod) =>
    cluster.request('DELETE', `/api/v1/namespaces/${namespace}/pods/${name}?gracePeriodSeconds=0`);

  const enforceNow = async (): Promise<void> => {
    const namespaces: readonly { readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> } }[] =
      await listed('/api/v1/namespaces');
    const policies: readonly NetworkPolicy[] = await listed('/apis/networking.k8s.io/v1/networkpolicies');
    const placed = [...pods.values()].map(({ pod, place: own }) => ({
      place: own,
      pod: {
        namespace: pod.metadata.namespace,
        labels: pod.metadata.labels ?? {},
        namespaceLabels: namespaces.find(({ metadata }) => metadata.name === pod.metadata.namespace)?.metadata.labels ?? {},
        address: own.address,
        nodeAddress: own.node.address,
        ports: [],
      },
    }));
    const network = policies.flatMap(quirks.policies ?? ((policy) => [policy]));
    const state = JSON.stringify([placed.map(({ pod }) => pod), network.map(({ spec }) => spec)]);
    if (state === enforced) return;
    enforced = state;
    enforce(placed, { network, cluster: [] });
    forgetConnections();
  };

  const nameServices = async (): Promise<void> => {
    const text = hostsOf(await listed('/api/v1/services'), [...pods.values()]);
    if (text === hosts) return;
    hosts = text;
    for (const { namespace } of used) writeFileSync(join(ownFiles(namespace), 'hosts'), hosts);
  };

  const look = async (): Promise<void> => {
    const found: readonly Pod[] = await listed('/api/v1/pods');
    for (const pod of found.filter(({ metadata }) => !pods.has(metadata.uid))) {
      if (pod.metadata.deletionTimestamp === undefined) await place(pod);
      // An earlier kubelet ran it, and none of its processes still runs.
      else await forget(pod);
    }
    for (const [uid, running] of pods) {
      const current = found.find(({ metadata }) => metadata.uid === uid);
      if (current === undefined || current.metadata.deletionTimestamp !== undefined) await end(uid, running);
    }
    if (quirks.ignoresLocal) await ignoreLocal(cluster);
    await enforceNow();
    await nameServices();
    for (const running of pods.values()) if (running.state === 'placed') await startPod(running);
    await Promise.all([...pods.values()].filter(({ state }) => state === 'started').map(becomeReady));
    for (const running of pods.values())
      if (running.state === 'ended' && !reported.has(running)) await report(running).then(() => reported.add(running));
  };
  const reported = new WeakSet<RunningPod>();

  const looking = (async () => {
    while (!isStopping) {
      await look().catch((error) => {
        if (!isStopping) process.stderr.write(`kubelet: ${error}\n`);
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  return {
    running: () => pods.size,
    stop: async () => {
      isStopping = true;
      await looking;
      await Promise.all([...pods.values()].flatMap(({ children }) => children.map(stopped)));
      for (const server of servers) await stopped(server);
      for (const { namespace } of used) rmSync(ownFiles(namespace), { recursive: true, force: true });
      for (const one of [folder, image]) rmSync(one, { recursive: true });
    },
  };
}

/** A server on each node, with a certificate that nobody checks. */
async function serveLogs(folder: string): Promise<readonly ChildProcess[]> {
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=kubelet',
      '-keyout',
      join(folder, 'key.pem'),
      '-out',
      join(folder, 'cert.pem'),
    ],
    { stdio: 'ignore' },
  );
  return Promise.all(
    nodes.map(async ({ namespace, address }) => {
      const [program = '', ...args] = ending(inNamespace(namespace, [process.execPath, join(__dirname, 'kubelet-logs.js'), address, folder]));
      const server = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(server.stdout, 'data');
      return server;
    }),
  );
}

interface Service {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly clusterIP?: string; readonly selector?: Readonly<Record<string, string>> };
}

/** The names of Services as the cluster's DNS would resolve them: pods' addresses if a Service has none. */
function hostsOf(services: readonly Service[], pods: readonly RunningPod[]): string {
  const lines = services.flatMap(({ metadata: { name, namespace }, spec: { clusterIP, selector = {} } }) => {
    const addresses =
      clusterIP !== 'None'
        ? [clusterIP ?? '']
        : pods
            .filter(
              ({ pod: { metadata } }) =>
                metadata.namespace === namespace && Object.entries(selector).every(([key, value]) => metadata.labels?.[key] === value),
            )
            .map(({ place }) => place.address);
    return addresses.map((address) => `${address} ${name}.${namespace}.svc\n`);
  });
  return `127.0.0.1 localhost\n${lines.sort().join('')}`;
}

async function ignoreLocal(cluster: Cluster): Promise<void> {
  const { body } = await cluster.request('GET', '/api/v1/services');
  for (const { metadata, spec } of body.items)
    if (spec.externalTrafficPolicy === 'Local')
      await cluster.request(
        'PATCH',
        `/api/v1/namespaces/${metadata.namespace}/services/${metadata.name}`,
        { spec: { externalTrafficPolicy: 'Cluster' } },
        'application/merge-patch+json',
      );
}
