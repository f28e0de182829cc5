import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandPath } from '../../support/workspace';
import { kubectl as kubectlPath } from '../../tools/kubernetes-tools';
import { type Quirks, startKubelet } from '../lab/kubelet';
import { type Laboratory, startLaboratory } from '../lab/laboratory';
import { outside } from '../lab/network';
import { inNamespace } from '../lab/network-namespaces';

/** Settings whose pods have few ports, so that a run is short: all else is on machines outside. */
export const smallSettings = `name: mail
workloads:
  main:
    components: [postfix, milter, webmail, memcached, cyrus, lmtpd, sds-proxy, core, tika, push, mapi, hps, webserver, xmpp]
    addresses: [192.0.2.10]
  data: { roles: [database, search, metrics], addresses: [192.0.2.20] }
  proxy: { roles: [proxy] }
isolation: connections
egress: restricted
expose: { smtp: { entryPoint: cluster, reason: Not what this is about. }, https: public }
cluster: { podCidrs: [10.244.0.0/16], nodeCidrs: [10.0.0.0/24] }
`;

/** The command `probe` on a machine outside of a laboratory, with the real kubectl. */
export interface ProbeBench {
  readonly laboratory: Laboratory;
  /** Starts the command, as the administrator unless `--kubeconfig` says otherwise. */
  readonly start: (...args: readonly string[]) => ReturnType<typeof running>;
  /** Runs the command while a stand-in for kubelets and network plugin runs its pods. */
  readonly inCluster: (quirks: Quirks, ...args: readonly string[]) => Promise<Ended>;
  /** Namespaces of probes in the cluster. */
  readonly left: () => Promise<readonly string[]>;
  /** Writes a file. @returns its path */
  readonly write: (name: string, text: string) => string;
  /** A kubeconfig with something changed. */
  readonly kubeconfigWith: (name: string, change: object) => Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function startProbeBench(): Promise<ProbeBench> {
  const laboratory = await startLaboratory({ controllers: ['job-controller'] });
  const folder = mkdtempSync(join(tmpdir(), 'probe-cluster-'));
  const start = (...args: readonly string[]) =>
    running(['probe', ...args, '--kubectl', kubectlPath, ...(args.includes('--kubeconfig') ? [] : ['--kubeconfig', laboratory.plane.kubeconfig])]);
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  return {
    laboratory,
    start,
    inCluster: async (quirks, ...args) => {
      const kubelet = await startKubelet(laboratory, quirks);
      try {
        return await start(...args).ended;
      } finally {
        await kubelet.stop();
      }
    },
    left: async () => {
      const { body } = await laboratory.cluster.request('GET', '/api/v1/namespaces?labelSelector=cdk8s-bluemind%2Fprobe');
      return body.items.map(({ metadata }: { readonly metadata: { readonly name: string } }) => metadata.name).sort();
    },
    write,
    kubeconfigWith: async (name, change) => {
      const { stdout } = await laboratory.cluster.kubectl(['config', 'view', '--raw', '--output=json']);
      return write(name, JSON.stringify({ ...JSON.parse(stdout), ...change }));
    },
    stop: async () => {
      await laboratory.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function running(args: readonly string[]) {
  const [program = '', ...rest] = inNamespace(outside['client 198.51.100.7'].namespace, [process.execPath, commandPath, ...args]);
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = [child.stdout, child.stderr].map((stream) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    return chunks;
  });
  const ended = once(child, 'close').then(([status]): Ended => {
    const [stdout = '', stderr = ''] = texts.map((chunks) => Buffer.concat(chunks).toString());
    return { status, stdout, stderr };
  });
  return { child, ended };
}
