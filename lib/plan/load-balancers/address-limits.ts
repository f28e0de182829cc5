import { type IpFamily, parseAddress, specialBlockOf } from '../../base/addresses';
import type { FieldFault } from '../../settings';
import { type FixedAddresses, faultAt, type LoadBalancerProvider, type LoadBalancerRequest } from './provider';

/** Fixed addresses that the provider cannot give: of the wrong kind, family or number, or to several Services at once. */
export function addressFaults({ title, addresses, sharing }: LoadBalancerProvider, request: LoadBalancerRequest): readonly FieldFault[] {
  const { settings, services } = request;
  const rule = addresses[settings.scheme];
  if (settings.addresses.length === 0 || rule.kind === 'no-such-scheme') return [];
  if (rule.kind === 'none') return [faultAt(request, ['addresses'], `cannot be chosen: ${rule.instead}; leave them out`)];
  const several = services.map(({ workload }) => `'${workload}'`);
  const wayOut =
    sharing.kind === 'none'
      ? `but ${title} gives them to only one Service; put the ports on one workload, or use one entry point with its own addresses for each`
      : sharing.kind === 'balancer-id'
        ? 'but only one can have them; name the load balancer that has them under sharedAddress instead, or make an entry point for each'
        : 'but they may share them only under a common key; name one under sharedAddress';
  return [
    ...(services.length > 1 && settings.sharedAddress === undefined
      ? [
          faultAt(
            request,
            ['addresses'],
            `are claimed by ${services.length} Services, one for each of the workloads ${several.join(', ')}, ${wayOut}`,
          ),
        ]
      : []),
    ...settings.addresses.flatMap((address, index) => {
      const message = wrongAddress(title, rule, request, address);
      const isRepeated = settings.addresses.indexOf(address) < index;
      return [
        ...(message === undefined ? [] : [faultAt(request, ['addresses', index], message)]),
        ...(isRepeated ? [faultAt(request, ['addresses', index], `'${address}' appears twice here; remove one`)] : []),
      ];
    }),
    ...countFaults(title, rule, request),
  ];
}

type ChosenAddresses = Exclude<FixedAddresses, { kind: 'none' }>;

function wrongAddress(title: string, rule: ChosenAddresses, { families }: LoadBalancerRequest, address: string): string | undefined {
  const parsed = parseAddress(address);
  if (rule.kind === 'references')
    return parsed || !rule.pattern.test(address) ? `'${address}': ${title} takes ${rule.what} here, such as ${rule.example}` : undefined;
  if (!parsed) return `'${address}': ${title} takes IP addresses here, such as 192.0.2.10`;
  const special = specialBlockOf(address);
  if (special !== undefined) return `'${address}' is in ${special}, which no load balancer can have; name the address that clients connect to`;
  return families && !families.includes(parsed.family)
    ? `'${address}' is ${parsed.family}, but the Service asks for ${families.join(' and ')}; add the family to ipFamilies, or name another address`
    : undefined;
}

const dualStack: readonly IpFamily[] = ['IPv4', 'IPv6'];

function countFaults(title: string, rule: ChosenAddresses, request: LoadBalancerRequest): readonly FieldFault[] {
  const { settings, families, isDualStack } = request;
  const addresses = [...new Set(settings.addresses)];
  if (rule.most === 'any') return [];
  if (rule.most === 'one')
    return addresses.length > 1 ? [faultAt(request, ['addresses'], `count ${addresses.length}, but ${title} takes one here; name one`)] : [];
  const found = addresses.flatMap((address): readonly IpFamily[] => {
    const family = parseAddress(address)?.family;
    return family ? [family] : [];
  });
  const twice = found.find((family, index) => found.indexOf(family) < index);
  if (twice) return [faultAt(request, ['addresses'], `are several of ${twice}, but a Service gets one address of each family; name one of each`)];
  const most = (families ?? dualStack).length;
  if (addresses.length > most)
    return [
      faultAt(
        request,
        ['addresses'],
        `count ${addresses.length}, but the Service gets one of each of its IP families (${(families ?? dualStack).join(', ')}); name ${most}`,
      ),
    ];
  if (rule.kind === 'references') return [];
  if (found.length === 2 && !isDualStack)
    return [
      faultAt(
        request,
        ['addresses'],
        'are of two families, but the Service does not ask for both; set ipFamilies: [IPv4, IPv6], or name one address',
      ),
    ];
  return found.length === 1 && settings.ipFamilyPolicy !== 'PreferDualStack' && isDualStack
    ? [
        faultAt(
          request,
          ['addresses'],
          `name ${found.join()} only, but the Service asks for IPv4 and IPv6; name an address of each, or set ipFamilies: [${found.join()}]`,
        ),
      ]
    : [];
}
