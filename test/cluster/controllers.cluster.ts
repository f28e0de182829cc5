/**
 * What a controller makes of the rendered routes: Traefik's own Kubernetes providers read them from an API server, and each exposed port must come out as one
 * way to its listener, with TLS and the PROXY header as planned. Nothing else may be opened.
 */
import { parse } from 'yaml';
import { valuesFiles } from '../../lib/helm';
import { type Plan, planFrom } from '../../lib/plan';
import { withGateway } from '../plan/gateway/cases';
import { cases } from './cases';
import { plannedWays } from './controllers/planned-ways';
import { standRoutes } from './controllers/standing';
import { routesOf } from './controllers/traefik-routes';
import { definitionsFolder, installDefinitions, switchGatewayApi } from './definitions';
import { type ControlPlane, startControlPlane } from './lab/control-plane';
import { currentRelease } from './lab/releases';
import { mustApply } from './objects';

const gateways: Readonly<Record<string, Plan>> = Object.fromEntries(
  [
    { title: 'Gateway: TLS ends at Traefik', ports: ['smtp', 'imaps', 'http', 'https'], tlsMode: 'terminate' as const },
    { title: 'Gateway: TLS passed through', ports: ['smtp', 'submission', 'submissions', 'imaps', 'https'], tlsMode: 'passthrough' as const },
  ].map(({ title, ports, tlsMode }) => [
    title,
    planFrom({
      name: 'mail',
      ...withGateway(
        {
          gatewayApi: '1.5',
          channel: 'experimental',
          implementation: 'traefik',
          className: 'traefik',
          proxies: { namespace: 'traefik' },
          hosts: ['mail.example.org'],
          acceptLostClientAddress: 'Only a relay connects.',
          tlsMode,
          ...(tlsMode === 'terminate' && { tls: { secret: 'mail-tls' }, backendTls: { caConfigMap: 'ca' } }),
        },
        ports,
      ),
    }),
  ]),
);

const plans: Readonly<Record<string, Plan>> = {
  ...Object.fromEntries(
    cases
      .filter(({ plan }) => plan.entries.some((entry) => entry.kind === 'Traefik' || (entry.kind === 'Ingress' && entry.controller === 'traefik')))
      .map(({ name, plan }) => [name, plan]),
  ),
  ...gateways,
};

let plane: ControlPlane;

beforeAll(async () => {
  if (!definitionsFolder) throw new Error('the definitions of Traefik are not here: give a folder of them in CLUSTER_TEST_CRDS');
  plane = await startControlPlane({ release: currentRelease, controllers: ['endpointslice-controller', 'namespace-controller'] });
  await installDefinitions(plane.cluster);
  await switchGatewayApi(plane.cluster, { release: '1.5', channel: 'experimental' });
  await mustApply(plane.cluster, [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: 'traefik' },
      spec: { controllerName: 'traefik.io/gateway-controller' },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'traefik' },
      spec: { controller: 'traefik.io/ingress-controller' },
    },
    // Pods of nodes that do not exist do not become endpoints.
    ...['n1', 'n2'].map((name) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } })),
  ]);
});

afterAll(async () => plane?.stop());

test.each(Object.entries(plans).map(([name, plan]) => ({ name, plan })))('$name', async ({ plan }) => {
  const standing = await standRoutes(plane.cluster, plan);
  try {
    const [className] = plan.entries.flatMap((entry) => ('className' in entry && entry.className !== undefined ? [entry.className] : []));
    const gateway = plan.entries.some(({ kind }) => kind === 'Gateway') ? entryPointsOf(plan) : undefined;
    const ways = await routesOf(plane, gateway ? { gateway } : className === undefined ? {} : { className });
    const wanted = plannedWays(plan, standing.pods, gateway);
    expect(wanted.length).toBeGreaterThan(0);
    expect(ways).toEqual(wanted);
  } finally {
    await standing.remove();
  }
});

/** Traefik's entry points as its Helm values open them. */
function entryPointsOf(plan: Plan): Readonly<Record<string, number>> {
  const values = parse(valuesFiles(plan)['traefik.yaml'] ?? '{}');
  return Object.fromEntries(Object.entries<{ readonly port: number }>(values.ports ?? {}).map(([name, { port }]) => [name, port]));
}
