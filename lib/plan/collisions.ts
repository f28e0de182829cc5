import type { FieldFault, Installation } from '../settings';
import { controllerCollisionFaults } from './entry-points/controllers/collisions';
import { listenerCollisions } from './entry-points/gateway/collisions';
import { sharedAddressFaults } from './load-balancers/sharing';
import type { AllowedTraffic, EntryService, PlannedEntry, PlannedService } from './model';

/** Names, addresses and node ports that would be used twice, or names that the API server would refuse. */
export const collisionFaults = (
  installation: Installation,
  services: readonly PlannedService[],
  entries: readonly PlannedEntry[],
  policies: readonly NamedPolicy[],
): readonly FieldFault[] => [
  ...twiceNamedFaults(services, policies),
  ...serviceNameFaults(installation, services, entries),
  ...sameNameFaults(entries),
  ...samePortFaults(entries),
  ...sameNodePortFaults(entries),
  ...sameHostFaults(entries),
  ...controllerCollisionFaults(entries),
  ...listenerCollisions(entries),
  ...sharedAddressFaults(installation, entries),
];

/** A statement that is rendered as a policy with this name. */
type NamedPolicy = Pick<AllowedTraffic, 'name' | 'namespace' | 'workload'>;

/** Names that are composed of parts may be equal although the parts differ. */
function twiceNamedFaults(services: readonly PlannedService[], policies: readonly NamedPolicy[]): readonly FieldFault[] {
  const same = (a: Omit<NamedPolicy, 'workload'>, b: Omit<NamedPolicy, 'workload'>) => a.name === b.name && a.namespace === b.namespace;
  return [
    ...services.flatMap((service, index) => {
      const other = services.slice(0, index).find((earlier) => same(earlier, service) && earlier.component !== service.component);
      return other
        ? [
            {
              path: ['additions', 'components'],
              message: `Service '${service.name}' would exist twice, for '${other.component}' and for '${service.component}'; rename your own component`,
            },
          ]
        : [];
    }),
    ...policies.flatMap((policy, index) => {
      const other = policies.slice(0, index).find((earlier) => same(earlier, policy));
      return other
        ? [
            {
              path: ['workloads', policy.workload],
              message: `policy '${policy.name}' would exist twice, for workload '${other.workload}' and for '${policy.workload}'; rename one of the workloads, entry points or peers under allow that form its name`,
            },
          ]
        : [];
    }),
  ];
}

const isService = (entry: PlannedEntry): entry is EntryService => entry.kind === 'LoadBalancer' || entry.kind === 'NodePort';

const isAnyService = (entry: PlannedEntry): boolean => isService(entry) || entry.kind === 'ClusterIP';

function serviceNameFaults({ settings }: Installation, services: readonly PlannedService[], entries: readonly PlannedEntry[]): readonly FieldFault[] {
  const longest = 63;
  const tooLong = [...services, ...entries.filter(isAnyService)]
    .filter(({ name }) => name.length > longest)
    .map(({ name }) => ({
      path: ['namePrefix'],
      message: `'${settings.namePrefix}': makes the Service name '${name}' (${name.length} characters, at most ${longest}); choose a shorter prefix or shorter names of workloads and entry points`,
    }));
  const taken = entries.filter(isAnyService).flatMap((entry) => {
    const service = services.find(({ name }) => name === entry.name);
    return service
      ? [
          {
            path: ['entryPoints', entry.entryPoint],
            message: `its Service would have the name '${entry.name}', like that of component '${service.component}'; choose another name`,
          },
        ]
      : [];
  });
  return [...tooLong, ...taken];
}

function sameNameFaults(entries: readonly PlannedEntry[]): readonly FieldFault[] {
  return entries.flatMap((entry, index) => {
    const other = entries.slice(0, index).find(({ name, entryPoint }) => name === entry.name && entryPoint !== entry.entryPoint);
    return other
      ? [
          {
            path: ['entryPoints', entry.entryPoint],
            message: `one of its objects would have the name '${entry.name}', like one of entry point '${other.entryPoint}'; choose another name`,
          },
        ]
      : [];
  });
}

function samePortFaults(entries: readonly PlannedEntry[]): readonly FieldFault[] {
  return entries.filter(isService).flatMap(({ entryPoint, ports }) =>
    ports.flatMap((port, index) => {
      const other = ports.slice(0, index).find((earlier) => earlier.port === port.port && earlier.protocol === port.protocol);
      return other
        ? [
            {
              path: ['expose', port.name],
              message: `'${other.name}' has port ${port.port} of '${entryPoint}' already; expose one of them through another entry point`,
            },
          ]
        : [];
    }),
  );
}

function sameNodePortFaults(entries: readonly PlannedEntry[]): readonly FieldFault[] {
  const claims = entries
    .filter(isService)
    .flatMap(({ entryPoint, ports }) =>
      ports.flatMap(({ name, nodePort, protocol }) => (nodePort === undefined ? [] : [{ entryPoint, name, nodePort, protocol }])),
    );
  return claims.flatMap((claim, index) => {
    const other = claims.slice(0, index).find((earlier) => earlier.nodePort === claim.nodePort && earlier.protocol === claim.protocol);
    return other
      ? [
          {
            path: ['entryPoints', claim.entryPoint, 'nodePorts', claim.name],
            message: `${claim.nodePort} is claimed by '${other.name}' of '${other.entryPoint}' already; a node port serves one port in the whole cluster`,
          },
        ]
      : [];
  });
}

/** Hosts for which an entry routes https. */
function webHosts(entry: PlannedEntry): readonly string[] {
  if (entry.kind === 'Ingress') return entry.hosts;
  if (entry.kind === 'Traefik') return entry.https?.hosts ?? entry.routes.find(({ name }) => name === 'https')?.hosts ?? [];
  return [];
}

function sameHostFaults(entries: readonly PlannedEntry[]): readonly FieldFault[] {
  const claims = entries.flatMap((entry) => webHosts(entry).map((host) => ({ host, entryPoint: entry.entryPoint })));
  return claims.flatMap((claim, index) => {
    const other = claims.slice(0, index).find(({ host }) => host === claim.host);
    return other
      ? [
          {
            path: ['entryPoints', claim.entryPoint, 'hosts'],
            message: `'${claim.host}' is claimed by '${other.entryPoint}' already; a host has one entry point`,
          },
        ]
      : [];
  });
}
