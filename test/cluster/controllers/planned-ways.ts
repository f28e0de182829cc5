import type { Plan } from '../../../lib/plan';
import type { AddressedPod } from './standing';
import { byPlace, type TraefikWay } from './traefik-routes';

/** The ways that a plan wants through Traefik: one for each port that is exposed, and no other. */
export const plannedWays = (plan: Plan, pods: readonly AddressedPod[], gateway?: Readonly<Record<string, number>>): readonly TraefikWay[] =>
  plan.exposures.flatMap((exposure) => (exposure.kind === 'exposed' ? plannedWay(plan, exposure, pods, gateway) : [])).toSorted(byPlace);

type Exposed = Extract<Plan['exposures'][number], { readonly kind: 'exposed' }>;

function plannedWay(
  plan: Plan,
  exposure: Exposed,
  pods: readonly AddressedPod[],
  gateway: Readonly<Record<string, number>> | undefined,
): readonly TraefikWay[] {
  const server = plan.workloads.find(({ name }) => name === exposure.workload);
  const listener = server?.proxyListeners.find(({ port, entryPoint }) => port === exposure.port && entryPoint === exposure.entryPoint);
  const port = server?.ports.find(({ name }) => name === exposure.port);
  const number = listener?.podNumber ?? port?.podNumber ?? 0;
  const addresses = pods.filter(({ labels }) => labels === server?.podLabels).map(({ address }) => `${address}:${number}`);
  const web = (scheme: string) => ({ layer: 'http' as const, leadsTo: addresses.map((address) => `${scheme}://${address}`).toSorted() });
  const redirect = { layer: 'http' as const, tls: 'none' as const, leadsTo: ['redirect to https'] };

  return plan.entries
    .filter(({ entryPoint }) => entryPoint === exposure.entryPoint)
    .flatMap((entry): readonly TraefikWay[] => {
      if (entry.kind === 'Traefik') {
        const ranges = entry.sourceRanges.length > 0 ? { sourceRanges: entry.sourceRanges } : {};
        const route = entry.routes.find(({ name }) => name === exposure.port);
        if (route)
          return [
            {
              entryPoint: route.entryPoint,
              layer: 'tcp',
              rule: route.hosts.length > 0 ? anyOf('HostSNI', route.hosts) : 'HostSNI(`*`)',
              tls: route.hosts.length > 0 ? 'passes through' : 'none',
              leadsTo: addresses.toSorted(),
              ...(route.proxyVersion && { proxyVersion: Number(route.proxyVersion.slice(1)) }),
              ...ranges,
            },
          ];
        const { http, https } = entry;
        if (exposure.port === 'https' && https)
          return [{ entryPoint: https.entryPoint, rule: anyOf('Host', https.hosts), tls: 'ends', ...web('https'), ...ranges }];
        return http ? [{ entryPoint: http.entryPoint, rule: anyOf('Host', http.hosts), tls: 'none', ...web('http'), ...ranges }] : [];
      }
      if (entry.kind === 'Ingress') {
        const rule = `${anyOf('Host', entry.hosts)} && PathPrefix(\`/\`)`;
        return [
          exposure.port === 'https' ? { entryPoint: 'websecure', rule, tls: 'ends', ...web('https') } : { entryPoint: 'web', rule, ...redirect },
        ];
      }
      if (entry.kind !== 'Gateway') return [];
      const entryPoint = Object.entries(gateway ?? {}).find(([, open]) => open === exposure.number)?.[0] ?? `none for ${exposure.number}`;
      const terminates = plan.entries.some(({ kind }) => kind === 'BackendTLSPolicy');
      if (exposure.port === 'http') return [{ entryPoint, rule: 'Host(`mail.example.org`) && PathPrefix(`/`)', ...redirect }];
      if (exposure.port === 'https' && terminates)
        return [{ entryPoint, rule: 'Host(`mail.example.org`) && PathPrefix(`/`)', tls: 'ends', ...web('https') }];
      const byName = port?.external?.encryption === 'implicit-tls';
      return [
        {
          entryPoint,
          layer: 'tcp',
          rule: byName ? 'HostSNI(`mail.example.org`)' : 'HostSNI(`*`)',
          tls: byName ? 'passes through' : 'none',
          leadsTo: addresses.toSorted(),
        },
      ];
    });
}

const anyOf = (matcher: string, hosts: readonly string[]): string => hosts.map((host) => `${matcher}(\`${host}\`)`).join(' || ');
