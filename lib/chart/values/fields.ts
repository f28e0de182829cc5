import { dialectTraits } from '../../base/policy-dialects';
import type { EntryPointSettings, ResolvedSettings } from '../../settings';
import { balancerAddressesField, gatewayAddressesField } from './addresses';
import { annotationsField } from './annotations';
import type { Field, ListField, TextField } from './field';
import { tlsFields } from './tls';
import type { Unused } from './unused';
import { cidr, className, dnsName } from './value-schemas';

/** Fields of an entry point that differ between environments, by its type. */
export function fieldsOf(
  { namePrefix, cluster, policies }: ResolvedSettings,
  name: string,
  settings: EntryPointSettings,
  unused: Unused,
  number: number,
): readonly Field[] {
  const defaultSecret = `${namePrefix}-${name}-tls`;
  const annotations = annotationsField(settings);
  switch (settings.type) {
    case 'LoadBalancer': {
      const families = settings.ipFamilies ?? cluster.ipFamilies ?? ['IPv4', 'IPv6'];
      return [
        annotations,
        balancerClassField(settings.class),
        ...balancerAddressesField(settings, families, unused, number),
        // Cilium's policies also name the nodes if a range contains them, for which the template would have to inspect the range.
        ...(dialectTraits[policies.dialect].namesNodesApart ? [] : [sourceRangesField(settings.sourceRanges)]),
      ];
    }
    case 'NodePort':
      return [annotations];
    case 'Ingress':
      return [
        annotations,
        classNameField(settings.className),
        ...hostsField(settings.hosts, { isNeeded: true }),
        ...tlsFields(settings.tls, defaultSecret),
      ];
    case 'Traefik':
    case 'HAProxy':
    case 'IngressNginx':
      return [
        annotations,
        settings.type === 'HAProxy' ? { ...classNameField(settings.className), whenEmpty: 'Empty: haproxy.' } : classNameField(settings.className),
        ...hostsField(settings.hosts),
        ...tlsFields(settings.tls, defaultSecret),
        sourceRangesField(settings.sourceRanges),
      ];
    case 'Gateway':
      return [
        annotations,
        ...(settings.existing ? [] : [gatewayClassField(settings.className), gatewayAddressesField(settings)]),
        ...hostsField(settings.hosts, { most: 16 }),
        ...tlsFields(settings.tls, defaultSecret),
        sourceRangesField(settings.sourceRanges),
      ];
  }
}

const balancerClassField = (value: string | undefined): TextField => ({
  kind: 'text',
  path: ['class'],
  description: 'loadBalancerClass, which cannot be changed on an existing Service.',
  whenEmpty: 'Empty: that of the provider, or of the cluster.',
  value,
  set: (current, name) => ({ ...current, class: name }),
  schema: className,
});

const classNameField = (value: string | undefined): TextField => ({
  kind: 'text',
  path: ['className'],
  description: 'Ingress class of the controller.',
  whenEmpty: 'Empty: the default class of the cluster.',
  value,
  set: (current, name) => ({ ...current, className: name }),
  schema: dnsName,
});

const gatewayClassField = (value: string | undefined): TextField => ({
  ...classNameField(value),
  description: 'gatewayClassName of the Gateway.',
  whenEmpty: undefined,
});

/** Wildcards are routed differently from names, so hosts with wildcards stay in the settings. */
const hostsField = (value: string[], limits: Pick<ListField, 'isNeeded' | 'most'> = {}): readonly ListField[] =>
  value.some((host) => host.startsWith('*'))
    ? []
    : [
        {
          kind: 'list',
          path: ['hosts'],
          description: "Hosts of BlueMind's external URL, without wildcards.",
          value,
          set: (current, hosts) => ({ ...current, hosts }),
          schema: dnsName,
          isCounted: true,
          ...limits,
        },
      ];

const sourceRangesField = (value: string[]): ListField => ({
  kind: 'list',
  path: ['sourceRanges'],
  description: 'Client addresses that may connect; an empty list admits everyone.',
  value,
  set: (current, sourceRanges) => ({ ...current, sourceRanges }),
  schema: cidr,
  isCounted: false,
});
