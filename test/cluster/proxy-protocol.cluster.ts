/**
 * The PROXY protocol from end to end: a client, a real HAProxy as the load balancer, kube-proxy, and a listener that reads the header. It must see the
 * client's own address, and only the balancer may get a header through.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyPlan } from '../../lib/checks';
import { readText } from '../../lib/reachability';
import type { InstallationProps } from '../../lib/settings';
import { renderManifests } from '../../lib/synth/render';
import type { Target } from './lab/agent';
import { type Laboratory, startLaboratory } from './lab/laboratory';
import { balancer, nodes, outside } from './lab/network';
import { inNamespace } from './lab/network-namespaces';
import { eventually, type Running, start } from './lab/processes';
import { predictor } from './packets/prediction';
import { type StandingPod, type StandingScenario, stand } from './packets/scenario';

const [client, stranger] = ['client 198.51.100.7', 'client 203.0.113.7'] as const;

const proxyProtocol = (version: 'v1' | 'v2') => ({
  version,
  targetPorts: { smtp: 10025, submissions: 10465, imaps: 10993 },
  trustedCidrs: ['10.0.0.0/24'],
});

const settings = (
  balanced: NonNullable<InstallationProps['entryPoints']>[string],
  workloads: 'all-in-one' | 'roles',
): Partial<InstallationProps> => ({
  workloads,
  entryPoints: { public: balanced },
  expose: { smtp: 'public', submissions: 'public', imaps: 'public', https: { entryPoint: 'cluster', reason: 'Not what this is about.' } },
  cluster: { podCidrs: ['10.244.0.0/16'], nodeCidrs: ['10.0.0.0/24'] },
});

const cases = [
  {
    name: 'Hetzner, version 2, Local',
    header: 'send-proxy-v2',
    of: settings({ type: 'LoadBalancer', provider: 'hetzner', proxyProtocol: proxyProtocol('v2') }, 'all-in-one'),
  },
  {
    name: 'Scaleway, version 2, Local, roles',
    header: 'send-proxy-v2',
    of: settings({ type: 'LoadBalancer', provider: 'scaleway', proxyProtocol: proxyProtocol('v2') }, 'roles'),
  },
  {
    name: 'any balancer, version 1, Cluster',
    header: 'send-proxy',
    of: settings({ type: 'LoadBalancer', externalTrafficPolicy: 'Cluster', proxyProtocol: proxyProtocol('v1') }, 'all-in-one'),
  },
  {
    name: 'node ports behind a balancer of one’s own, version 2, Local',
    header: 'send-proxy-v2',
    of: settings(
      { type: 'NodePort', nodePorts: { smtp: 30025, submissions: 30465, imaps: 30993 }, proxyProtocol: proxyProtocol('v2') },
      'all-in-one',
    ),
  },
] as const;

let laboratory: Laboratory;

beforeAll(async () => {
  laboratory = await startLaboratory();
});

afterAll(async () => laboratory?.stop());

describe.each(cases.map((one, index) => ({ ...one, index })))('$name', ({ header, of, index, name }) => {
  let standing: StandingScenario;
  let haproxy: Running;

  beforeAll(async () => {
    standing = await stand(laboratory, { name, settings: of, waitsForHeaders: true }, index);
    haproxy = await startHaproxy(standing, header);
  });

  afterAll(async () => {
    await haproxy?.stop();
    await standing?.remove();
  });

  test("the listener sees the client's address", async () => {
    const seen = await probe(
      standing,
      client,
      exposed(standing).map(({ port }) => [balancer.publicAddress, 'TCP', port]),
    );
    expect(seen.map((answer) => answer?.seen)).toEqual(exposed(standing).map(() => outside[client].address));
    // The header is read by pods of BlueMind, each by those of its workload.
    expect(seen.every((answer) => standing.pods.some(({ title, ofBlueMind }) => ofBlueMind && title === answer?.listener))).toBe(true);
  });

  test('no pod gets a header through, and nobody outside to a pod', async () => {
    const predicted = predictor(standing.objects);
    const faults: string[] = [];
    for (const { pod, port } of listeners(standing)) {
      const target: Target = [pod.place.address, 'TCP', port, forged];
      const sources = [...standing.pods.filter((other) => other !== pod).map(({ title }) => title), client, stranger];
      for (const source of sources) {
        const [answer] = await probe(standing, source, [target]);
        if (answer) faults.push(`${source} got a header to ${pod.title} ${port}`);
        const party = source === client || source === stranger ? outside[source].address : `${source}[Pod]`;
        expect(predicted.between(party, `${pod.title}[Pod]`, 'TCP', port)).toEqual({ kind: 'closed' });
      }
    }
    const inside = standing.services.flatMap(({ clusterAddress, ports }) =>
      ports.filter(({ targetPort }) => isListener(standing, targetPort)).map(({ port }): Target => [clusterAddress ?? '', 'TCP', port, forged]),
    );
    for (const { title, ofBlueMind } of standing.pods)
      if (!ofBlueMind) for (const answer of await probe(standing, title, inside)) if (answer) faults.push(`${title} got a header through a Service`);
    expect(faults).toEqual([]);
  });

  test('whether a stranger outside gets a header through the nodes is as predicted', async () => {
    const predicted = predictor(standing.objects);
    const findings = verifyPlan(readText('rendered.yaml', renderManifests(standing.plan).stream), standing.plan, '2026-01-01');
    const warned = findings.filter(({ rule }) => rule === 'proxy-listener-open');
    for (const { nodePort = 0, title, port } of exposed(standing))
      for (const node of nodes) {
        const [answer] = await probe(standing, stranger, [[node.address, 'TCP', nodePort, forged]]);
        const way = predicted.through(outside[stranger].address, 'node-port', title, 'TCP', nodePort);
        expect({ port, open: answer !== null }).toEqual({ port, open: way.kind === 'open' });
        // The node puts its own address in place of the stranger's, and nodes are trusted: verify warns of just these node ports.
        if (answer) expect([answer.seen, name]).toEqual(['192.0.2.66', 'any balancer, version 1, Cluster']);
        expect(warned.length > 0).toBe(answer !== null);
      }
  });
});

/** A header by which a stranger claims to be somebody else. */
const forged = 'PROXY TCP4 192.0.2.66 192.0.2.1 4711 25\r\n';

async function probe(standing: StandingScenario, source: string, targets: readonly Target[]) {
  const agent = laboratory.agents[source] ?? standing.pods.find(({ title }) => title === source)?.place.agent;
  if (!agent) throw new Error(`no ${source}`);
  return agent.probe(targets);
}

/** Ports of Services through which the balancer sends headers. */
const exposed = (standing: StandingScenario) =>
  standing.services.flatMap(({ title, type, ports, pods }) =>
    type === 'ClusterIP'
      ? []
      : ports.filter(({ targetPort }) => isListener(standing, targetPort)).map((port) => ({ ...port, title, home: pods[0]?.place.node ?? nodes[0] })),
  );

const isListener = ({ plan }: StandingScenario, port: number): boolean =>
  plan.workloads.some(({ proxyListeners }) => proxyListeners.some(({ podNumber }) => podNumber === port));

/** Every listener of every pod that expects a header. */
const listeners = ({ plan, pods }: StandingScenario): readonly { readonly pod: StandingPod; readonly port: number }[] =>
  pods.flatMap((pod) =>
    plan.workloads
      .filter(({ namespace, podLabels }) => namespace === pod.namespace && podLabels === pod.labels)
      .flatMap(({ proxyListeners }) => proxyListeners.map(({ podNumber }) => ({ pod, port: podNumber }))),
  );

/** HAProxy as a cloud's balancer: it takes each exposed port, and leads it to the node port of a node that has a pod. */
async function startHaproxy(standing: StandingScenario, header: string): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'cluster-haproxy-'));
  const config = join(folder, 'haproxy.cfg');
  const ports = exposed(standing).map(({ port, nodePort, home }) =>
    [`listen port-${port}`, `  bind ${balancer.publicAddress}:${port}`, `  server node ${home.address}:${nodePort} ${header}`].join('\n'),
  );
  writeFileSync(
    config,
    `${['defaults', '  mode tcp', '  timeout connect 3s', '  timeout client 10s', '  timeout server 10s', ...ports].join('\n')}\n`,
  );
  const running = start(inNamespace(balancer.namespace, ['haproxy', '-db', '-f', config]), join(folder, 'haproxy.log'));
  await eventually('HAProxy listens', async () => {
    const [answer] = (await laboratory.agents[client]?.probe([[balancer.publicAddress, 'TCP', exposed(standing)[0]?.port ?? 0]])) ?? [];
    return answer ?? undefined;
  });
  return {
    ...running,
    stop: async () => {
      await running.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
