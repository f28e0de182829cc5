import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../cluster';
import { mustApply, patchStatus } from '../objects';
import { type Agent, startAgent } from './agent';
import { programsOf } from './build';
import { type ControlPlane, startControlPlane } from './control-plane';
import { addIPv6, makeNetwork, nodes, outside, podAddresses, podAddresses6 } from './network';
import { inNamespace, removeNamespaces, run } from './network-namespaces';
import { type PodPlaces, podPlaces } from './pods';
import { eventually, type Running, start } from './processes';
import { currentRelease } from './releases';

/** A cluster of two nodes with kube-proxy, whose kubelets and network plugin are the tests. */
export interface Laboratory {
  readonly cluster: Cluster;
  readonly plane: ControlPlane;
  readonly places: PodPlaces;
  /** Processes on the nodes and outside, by name. */
  readonly agents: Readonly<Record<string, Agent>>;
  readonly isDualStack: boolean;
  readonly stop: () => Promise<void>;
}

/** How kube-proxy leads packets to pods, and how to see that it has begun to. */
const proxyModes = {
  iptables: { command: ['iptables-save', '-t', 'filter'], sign: 'KUBE-FORWARD' },
  nftables: { command: ['nft', 'list', 'tables'], sign: 'kube-proxy' },
} as const;

export type ProxyMode = keyof typeof proxyModes;

/** What differs between laboratories. */
interface LaboratoryOptions {
  /** Controllers in addition to those of Services and namespaces. @default - none */
  readonly controllers?: readonly string[];
  /** @default iptables */
  readonly proxyMode?: ProxyMode;
  /** Whether nodes, pods and the outside have IPv6 addresses, too. @default false */
  readonly isDualStack?: boolean;
}

export async function startLaboratory({
  controllers: more = [],
  proxyMode: mode = 'iptables',
  isDualStack = false,
}: LaboratoryOptions = {}): Promise<Laboratory> {
  makeNetwork();
  if (isDualStack) addIPv6();
  const [first] = nodes;
  const plane = await startControlPlane({
    release: currentRelease,
    inNamespace: { name: first.namespace, address: first.address },
    controllers: ['endpointslice-controller', 'namespace-controller', ...more],
  });
  const proxies: Running[] = [];
  const places = podPlaces(isDualStack);
  const hosts = [
    ...nodes.map(({ name, namespace }) => [`node ${name}`, namespace] as const),
    ...Object.entries(outside).map(([name, { namespace }]) => [name, namespace] as const),
  ];
  const agents = Object.fromEntries(hosts.map(([name, namespace]) => [name, startAgent(namespace)]));
  const stop = async () => {
    await places.stop();
    for (const one of [...Object.values(agents), ...proxies]) await one.stop();
    await plane.stop();
    removeNamespaces();
  };
  try {
    for (const { name, address, address6 } of nodes) {
      const node = { apiVersion: 'v1', kind: 'Node', metadata: { name, labels: { 'kubernetes.io/hostname': name } } };
      await mustApply(plane.cluster, [node]);
      await patchStatus(plane.cluster, node, {
        addresses: [address, ...(isDualStack ? [address6] : [])].map((one) => ({ type: 'InternalIP', address: one })),
        conditions: [{ type: 'Ready', status: 'True', reason: 'Laboratory', message: 'The tests are its kubelet.' }],
      });
    }
    for (const { name, namespace } of nodes) {
      const config = join(plane.folder, `kube-proxy-${name}.json`);
      writeFileSync(config, JSON.stringify(proxyConfiguration(name, plane.kubeconfig, mode, isDualStack)));
      proxies.push(
        start(
          inNamespace(namespace, [join(programsOf(currentRelease), 'kube-proxy'), `--config=${config}`]),
          join(plane.folder, `kube-proxy-${name}.log`),
        ),
      );
      await eventually(`kube-proxy of ${name} has written its rules`, () =>
        run(namespace, proxyModes[mode].command).includes(proxyModes[mode].sign) ? true : undefined,
      );
    }
    return { cluster: plane.cluster, plane, places, agents, isDualStack, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const proxyConfiguration = (node: string, kubeconfig: string, mode: ProxyMode, isDualStack: boolean) => ({
  apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
  kind: 'KubeProxyConfiguration',
  mode,
  hostnameOverride: node,
  clusterCIDR: [podAddresses, ...(isDualStack ? [podAddresses6] : [])].join(),
  clientConnection: { kubeconfig },
  bindAddress: '0.0.0.0',
  healthzBindAddress: '127.0.0.1:10256',
  metricsBindAddress: '127.0.0.1:10249',
  conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
  [mode]: { minSyncPeriod: '100ms', syncPeriod: '30s' },
});
