import type { IpFamily } from '../../base/addresses';
import { loadBalancerProviders } from '../../plan/load-balancers';
import type { EntryPointSettings } from '../../settings';
import type { ListField } from './field';
import type { Unused } from './unused';
import { ipAddress } from './value-schemas';

type LoadBalancer = Extract<EntryPointSettings, { type: 'LoadBalancer' }>;

/** If a provider needs addresses by family, the template would have to inspect them, so they stay in the settings. */
const isSplitByFamily = ({ provider, scheme }: LoadBalancer): boolean => scheme === 'internal' && (provider === 'aws' || provider === 'azure');

const set: ListField['set'] = (current, addresses) =>
  current.type === 'LoadBalancer' || current.type === 'Gateway' ? { ...current, addresses } : current;

/** Fixed addresses in the form of the provider. */
export function balancerAddressesField(settings: LoadBalancer, families: readonly IpFamily[], unused: Unused, number: number): readonly ListField[] {
  const rule = loadBalancerProviders[settings.provider].addresses[settings.scheme];
  if (isSplitByFamily(settings) || rule.kind === 'none' || rule.kind === 'no-such-scheme') return [];
  const common = {
    kind: 'list',
    path: ['addresses'],
    value: settings.addresses,
    set,
    isCounted: true,
    ...(rule.most !== 'any' && { most: 2 }),
  } as const;
  return rule.kind === 'ip-addresses'
    ? [
        {
          ...common,
          description: 'Fixed IP addresses of the load balancer; with an empty list the provider chooses.',
          schema: ipAddress(families),
          examples: unused.addresses(number, families),
        },
      ]
    : [
        {
          ...common,
          description: `Fixed addresses of the load balancer, as ${rule.what} such as ${rule.example}; with an empty list the provider chooses.`,
          schema: { type: 'string', pattern: rule.pattern.source },
          examples: unused.references(number, rule.pattern),
        },
      ];
}

/** IP addresses of a Gateway of the installation. */
export const gatewayAddressesField = ({ addresses }: Extract<EntryPointSettings, { type: 'Gateway' }>): ListField => ({
  kind: 'list',
  path: ['addresses'],
  description: 'IP addresses of the Gateway; with an empty list the implementation chooses.',
  value: addresses,
  set,
  schema: ipAddress(['IPv4', 'IPv6']),
  isCounted: false,
  most: 16,
});
