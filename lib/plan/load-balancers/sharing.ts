import { formatAddress, parseAddress } from '../../base/addresses';
import type { FieldFault, Installation } from '../../settings';
import type { EntryService, PlannedEntry } from '../model';
import { loadBalancerProviders } from '.';
import type { LoadBalancerSettings } from './provider';

/** A Service of type LoadBalancer with its settings. */
interface Balanced {
  readonly entry: EntryService;
  readonly settings: LoadBalancerSettings;
}

/** Addresses that two Services use although they cannot share them, over all entry points. */
export function sharedAddressFaults({ settings }: Pick<Installation, 'settings'>, entries: readonly PlannedEntry[]): readonly FieldFault[] {
  const balanced = entries.flatMap((entry): readonly Balanced[] => {
    const own = settings.entryPoints[entry.entryPoint];
    return entry.kind === 'LoadBalancer' && own?.type === 'LoadBalancer' ? [{ entry, settings: own }] : [];
  });
  return [...balanced.flatMap((later, index) => balanced.slice(0, index).flatMap((earlier) => pairFaults(earlier, later))), ...countFaults(balanced)];
}

const sharesWith = (a: LoadBalancerSettings, b: LoadBalancerSettings): boolean =>
  a.sharedAddress !== undefined && a.sharedAddress === b.sharedAddress && a.provider === b.provider;

/** Reported at the first Service beyond the provider's limit. */
const countFaults = (balanced: readonly Balanced[]): readonly FieldFault[] =>
  balanced.flatMap(({ entry, settings }, index) => {
    const { sharing, title } = loadBalancerProviders[settings.provider];
    const before = balanced.slice(0, index).filter((earlier) => sharesWith(earlier.settings, settings));
    if (sharing.kind === 'none' || sharing.most === undefined || before.length !== sharing.most) return [];
    return [
      {
        path: ['entryPoints', entry.entryPoint, 'sharedAddress'],
        message: `'${settings.sharedAddress}': ${title} lets ${sharing.most} Services share a balancer, one for each workload and entry point; use fewer workloads and entry points, or separate balancers`,
      },
    ];
  });

function pairFaults(earlier: Balanced, later: Balanced): readonly FieldFault[] {
  const common = commonAddresses(earlier.settings, later.settings);
  const key = later.settings.sharedAddress;
  const isShared = sharesWith(earlier.settings, later.settings);
  if (common.length === 0 && !isShared) return [];
  const { sharing, title } = loadBalancerProviders[later.settings.provider];
  const path = ['entryPoints', later.entry.entryPoint];
  const what = common.length > 0 ? `address ${common.join(', ')}` : `the shared address '${key}'`;
  const at = (field: string, message: string): FieldFault[] => [{ path: [...path, field], message }];

  const claims = later.entry.ports.flatMap((port) => {
    const other = earlier.entry.ports.find(({ port: number, protocol }) => number === port.port && protocol === port.protocol);
    return other ? [{ port, other }] : [];
  });
  if (claims.length > 0)
    return claims.flatMap(({ port, other }) =>
      at(
        common.length > 0 ? 'addresses' : 'sharedAddress',
        `port ${port.port} of ${what} is claimed by '${other.name}' of '${earlier.entry.entryPoint}' already; choose another address for '${port.name}'`,
      ),
    );
  // Services of one entry point are reported by its own limits.
  if (!isShared)
    return earlier.entry.entryPoint === later.entry.entryPoint
      ? []
      : at(
          'addresses',
          sharing.kind === 'none' || sharing.kind === 'balancer-id'
            ? `${common.join(', ')} is an address of '${earlier.entry.entryPoint}' already, and ${title} gives it to only one Service; choose another`
            : `${common.join(', ')} is an address of '${earlier.entry.entryPoint}' already; to share it, both must name the same key under sharedAddress`,
        );
  if (sharing.kind === 'none' || sharing.policies !== 'alike') return [];
  if (earlier.entry.externalTrafficPolicy !== later.entry.externalTrafficPolicy)
    return at(
      'sharedAddress',
      `'${key}': '${later.entry.entryPoint}' has externalTrafficPolicy ${later.entry.externalTrafficPolicy} and '${earlier.entry.entryPoint}' has ${earlier.entry.externalTrafficPolicy}, and ${title} does not let such Services share an address, even if they lead to the same pods; set the same policy for both, or give each its own address`,
    );
  if (later.entry.externalTrafficPolicy === 'Cluster' || earlier.entry.workload === later.entry.workload) return [];
  return at(
    'sharedAddress',
    `'${key}': the Services of workloads '${earlier.entry.workload}' and '${later.entry.workload}' cannot share an address: the address is on one node, and with externalTrafficPolicy Local that node serves only its own pods; ` +
      `put their ports on one workload, give each an entry point with its own address, or set externalTrafficPolicy: Cluster`,
  );
}

/** Fixed addresses that both name, also with different spelling. */
function commonAddresses(a: LoadBalancerSettings, b: LoadBalancerSettings): readonly string[] {
  const others = b.addresses.map(spell);
  return [...new Set(a.addresses.map(spell))].filter((address) => others.includes(address));
}

function spell(address: string): string {
  const parsed = parseAddress(address);
  return parsed ? formatAddress(parsed.family, parsed.value) : address;
}
