import { join } from 'node:path';
import { foreignEngine } from './build';
import type { ControlPlane } from './control-plane';
import { nodes } from './network';
import { inNamespace, run } from './network-namespaces';
import { eventually, type Running, start } from './processes';

/**
 * Runs the engine of kubernetes-sigs/kube-network-policies on every node, as its DaemonSet does. It believes to be in a pod: the credentials of its service
 * account are where a kubelet would put them, in a mount namespace of its own.
 */
export async function startForeignEngine({
  access,
  folder,
}: Pick<ControlPlane, 'access' | 'folder'>): Promise<{ readonly stop: () => Promise<void> }> {
  const { hostname, port } = new URL(access.server);
  const account = '/run/secrets/kubernetes.io/serviceaccount';
  const running: Running[] = [];
  for (const { name, namespace } of nodes) {
    const script = [
      `cp ${access.tokenFile} ${access.authorityFile} /mnt`,
      'mount -t tmpfs tmpfs /run',
      `mkdir -p ${account}`,
      `cp /mnt/token ${account}/token`,
      `cp /mnt/apiserver.crt ${account}/ca.crt`,
      `exec ${foreignEngine} --hostname-override=${name} --disable-nri --netfilter-bug-1766-fix=false --metrics-bind-address=127.0.0.1:9080`,
    ].join(' && ');
    const environment = ['env', `KUBERNETES_SERVICE_HOST=${hostname}`, `KUBERNETES_SERVICE_PORT=${port}`];
    const command = ['unshare', '--mount', ...environment, 'sh', '-c', `mount -t tmpfs tmpfs /mnt && ${script}`];
    running.push(start(inNamespace(namespace, command), join(folder, `engine-${name}.log`)));
  }
  for (const { name, namespace } of nodes) {
    await eventually(`the engine of ${name} reads packets`, () =>
      /^ *100 /m.test(run(namespace, ['cat', '/proc/net/netfilter/nfnetlink_queue'])) ? true : undefined,
    );
    run(namespace, ['iptables-restore', '--noflush'], queueRules);
  }
  return { stop: async () => void (await Promise.all(running.map((engine) => engine.stop()))) };
}

/**
 * What the engine would ask of nftables, in iptables, since not every kernel has the queue of nftables: it judges first packets behind kube-proxy's choice of a
 * pod and before any change of the source. What runs on a node as root, as a kubelet does, is let through.
 */
const queueRules = `*mangle
-A POSTROUTING -m owner --uid-owner 0 -j ACCEPT
-A POSTROUTING -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
-A POSTROUTING -o lo -j ACCEPT
-A POSTROUTING -j NFQUEUE --queue-num 100
COMMIT
`;
