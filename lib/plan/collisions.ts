import type { FieldFault, Installation } from '../settings';
import type { EntryService, PlannedEntry, PlannedService } from './plan';

/** Names, addresses and node ports that would be claimed twice, or names that the API server would refuse. */
export const collisionFaults = (
  installation: Installation,
  services: readonly PlannedService[],
  entries: readonly PlannedEntry[],
): readonly FieldFault[] => [
  ...serviceNameFaults(installation, services, entries),
  ...samePortFaults(entries),
  ...sameNodePortFaults(entries),
  ...sameHostFaults(entries),
];

const isService = (entry: PlannedEntry): entry is EntryService => entry.kind !== 'Ingress';

function serviceNameFaults({ settings }: Installation, services: readonly PlannedService[], entries: readonly PlannedEntry[]): readonly FieldFault[] {
  const longest = 63;
  const tooLong = [...services, ...entries.filter(isService)]
    .filter(({ name }) => name.length > longest)
    .map(({ name }) => ({
      path: ['namePrefix'],
      message: `'${settings.namePrefix}': makes the Service name '${name}' (${name.length} characters, at most ${longest}); choose a shorter prefix or shorter names of workloads and entry points`,
    }));
  const taken = entries.filter(isService).flatMap((entry) => {
    const service = services.find(({ name }) => name === entry.name);
    return service
      ? [
          {
            path: ['entryPoints', entry.entryPoint],
            message: `its Service would be called '${entry.name}', as that of component '${service.component}' is; choose another name`,
          },
        ]
      : [];
  });
  return [...tooLong, ...taken];
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

function sameHostFaults(entries: readonly PlannedEntry[]): readonly FieldFault[] {
  const claims = entries.flatMap((entry) => (entry.kind === 'Ingress' ? entry.hosts.map((host) => ({ host, entryPoint: entry.entryPoint })) : []));
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
