import { dialectTraits } from '../../base/policy-dialects';
import { didYouMean, type FieldFault, listWords } from '../faults';
import type { Installation } from '../installation';
import { unknownWorkload } from './kinds';

/** Names of policies that no destination may have. */
const reserved = ['api-server', 'dns', 'installation'];

/** Each destination is known to the catalogue or complete; its workloads exist, and policies can express it. */
export function checkEgress(installation: Installation): readonly FieldFault[] {
  const { settings, catalogue } = installation;
  const { restricted } = settings.egress;
  if (!restricted) return [];
  const names = catalogue.outgoing.map(({ name }) => name);
  const workloadFaults = (path: FieldFault['path'], workloads: readonly string[] = []): readonly FieldFault[] =>
    workloads.flatMap((name, index) => {
      const message = unknownWorkload(installation, name) ?? machines(installation, name);
      return message === undefined ? [] : [{ path: [...path, 'workloads', index], message }];
    });
  const destinations = Object.entries(restricted.destinations).flatMap(([name, destination]): readonly FieldFault[] => {
    const path = ['egress', 'destinations', name];
    if (reserved.includes(name)) return [{ path, message: `'${name}' is the name of another policy; choose another` }];
    const isKnown = names.includes(name);
    if (typeof destination === 'string')
      return isKnown
        ? []
        : [
            {
              path,
              message: `'${destination}': BlueMind ${settings.release} makes no connection of this name${didYouMean(name, names)} (known to BlueMind: ${names.join(', ')}); a destination of your own needs cidrs, hosts or pods, with ports and reason`,
            },
          ];
    const missing = (['ports', 'reason'] as const).filter((field) => destination[field] === undefined);
    return [
      ...(isKnown || missing.length === 0
        ? []
        : [
            {
              path,
              message: `lacks ${listWords(missing)}, which a destination of your own needs${didYouMean(name, names)} (known to BlueMind: ${names.join(', ')})`,
            },
          ]),
      ...(dialectTraits[settings.policies.dialect].isNetworkPolicy && destination.hosts.length > 0
        ? [
            {
              path: [...path, 'hosts'],
              message: `${listWords(destination.hosts)}: a Kubernetes NetworkPolicy cannot name hosts; give their addresses under cidrs, or anywhere: true, or set policies.dialect: cilium`,
            },
          ]
        : []),
      ...workloadFaults(path, destination.workloads),
    ];
  });
  return [...destinations, ...workloadFaults(['egress', 'apiServer'], restricted.apiServer?.workloads)];
}

/** Policies cannot restrict machines. */
function machines({ workloads }: Installation, name: string): string | undefined {
  return workloads.some((workload) => workload.name === name && workload.place.runsOn === 'machines')
    ? `'${name}' runs on machines outside the cluster, which no policy restricts; remove it`
    : undefined;
}
