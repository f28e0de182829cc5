import type { FieldFault } from '../../settings';
import { addressFaults } from './address-limits';
import { allPorts, faultAt, type LoadBalancerProvider, type LoadBalancerRequest } from './provider';

/** Settings that the provider does not support, each with an alternative. */
export const limitFaults = (provider: LoadBalancerProvider, request: LoadBalancerRequest): readonly FieldFault[] =>
  [transportFaults, schemeFaults, proxyProtocolFaults, addressFaults, sharingFaults, idleTimeoutFaults, sizeFaults, targetFaults]
    .flatMap((limit) => limit(provider, request))
    .concat(provider.limits?.(request) ?? []);

function transportFaults({ title, transports }: LoadBalancerProvider, request: LoadBalancerRequest): readonly FieldFault[] {
  const names = [...new Set(allPorts(request).map(({ name }) => name))];
  return names.flatMap((name): readonly FieldFault[] => {
    const port = allPorts(request).find((candidate) => candidate.name === name && !transports.includes(candidate.protocol));
    if (!port) return [];
    return [
      {
        path: ['expose', name],
        message: `is ${port.protocol}, and load balancers of ${title} forward only ${transports.join(' and ')}; expose it through a NodePort, or through a LoadBalancer of another provider`,
      },
    ];
  });
}

function schemeFaults({ title, addresses }: LoadBalancerProvider, request: LoadBalancerRequest): readonly FieldFault[] {
  if (request.settings.scheme === 'public' || addresses.internal.kind !== 'no-such-scheme') return [];
  return [faultAt(request, ['scheme'], `'internal': ${title} has no setting that keeps a balancer inside; ${addresses.internal.instead}`)];
}

function proxyProtocolFaults({ title, proxyProtocol }: LoadBalancerProvider, request: LoadBalancerRequest): readonly FieldFault[] {
  const { settings } = request;
  if (proxyProtocol.kind === 'none')
    return settings.proxyProtocol === undefined
      ? []
      : [faultAt(request, ['proxyProtocol'], `${title} does not support the PROXY protocol: ${proxyProtocol.instead}; leave it out`)];
  const byHand = Object.keys(settings.annotations)
    .filter((name) => proxyProtocol.annotations.some((beginning) => name.startsWith(beginning)))
    .map((name) =>
      faultAt(request, ['annotations', name], 'switches the PROXY protocol without adapting policies and BlueMind; use proxyProtocol instead'),
    );
  if (settings.proxyProtocol === undefined) return byHand;

  const { version } = settings.proxyProtocol;
  const plain = [
    ...new Set(
      allPorts(request)
        .filter(({ hasHeader }) => !hasHeader)
        .map(({ name }) => name),
    ),
  ];
  const hasBoth = plain.length > 0 && allPorts(request).some(({ hasHeader }) => hasHeader);
  return [
    ...byHand,
    ...(proxyProtocol.versions.includes(version)
      ? []
      : [
          faultAt(
            request,
            ['proxyProtocol', 'version'],
            `'${version}': ${title} sends only ${proxyProtocol.versions.join(' or ')}; set that version`,
          ),
        ]),
    ...(proxyProtocol.kind === 'whole-balancer' && hasBoth
      ? [
          faultAt(
            request,
            ['proxyProtocol', 'ports'],
            `leave out ${plain.join(', ')}, but ${title} sends the PROXY header on every port of a balancer or on none; expose ${plain.join(', ')} through another entry point`,
          ),
        ]
      : []),
  ];
}

function sharingFaults({ title, sharing }: LoadBalancerProvider, request: LoadBalancerRequest): readonly FieldFault[] {
  const { sharedAddress: key, addresses, externalTrafficPolicy } = request.settings;
  if (key === undefined) return [];
  const at = (message: string) => faultAt(request, ['sharedAddress'], `'${key}': ${message}`);
  if (sharing.kind === 'none') return [at(`${title} shares no addresses: ${sharing.because}`)];
  return [
    ...(sharing.kind === 'addresses' && addresses.length === 0
      ? [at(`${title} shares an address only among Services that name it; name it under addresses`)]
      : []),
    ...(sharing.policies === 'cluster' && externalTrafficPolicy === 'Local'
      ? [
          at(
            `${title} lets Services share an address only with externalTrafficPolicy Cluster; leave it out and put ports that belong to one address on one workload, or set externalTrafficPolicy: Cluster`,
          ),
        ]
      : []),
  ];
}

function idleTimeoutFaults({ title, idleTimeout }: LoadBalancerProvider, request: LoadBalancerRequest): readonly FieldFault[] {
  const seconds = request.settings.idleTimeout;
  if (seconds === undefined) return [];
  const at = (message: string) => [faultAt(request, ['idleTimeout'], message)];
  if (idleTimeout.kind === 'none') return at(`${seconds}: ${title} takes no timeout: ${idleTimeout.because}`);
  const { least = 1, most = Number.MAX_SAFE_INTEGER, step = 1 } = idleTimeout;
  if (seconds < least || seconds > most) return at(`${seconds}: ${title} takes ${least} to ${most} seconds`);
  const lower = seconds - (seconds % step);
  return seconds === lower ? [] : at(`${seconds}: ${title} counts in steps of ${step} seconds; use ${lower} or ${lower + step}`);
}

function sizeFaults({ title, size }: LoadBalancerProvider, request: LoadBalancerRequest): readonly FieldFault[] {
  const asked = request.settings.size;
  if (asked === undefined) return [];
  if (size.kind === 'none') return [faultAt(request, ['size'], `'${asked}': ${title} has no sizes; leave it out`)];
  return size.pattern.test(asked) ? [] : [faultAt(request, ['size'], `'${asked}': ${title} expects ${size.expected}`)];
}

function targetFaults({ title, needsNodePorts }: LoadBalancerProvider, request: LoadBalancerRequest): readonly FieldFault[] {
  const { settings } = request;
  const straight = settings.provider === 'aws' ? ', or targetType: ip' : '';
  return [
    ...(settings.targetType !== undefined && settings.provider !== 'aws'
      ? [faultAt(request, ['targetType'], `'${settings.targetType}': only provider aws has it; leave it out`)]
      : []),
    ...(needsNodePorts(settings) && !settings.allocateNodePorts
      ? [faultAt(request, ['allocateNodePorts'], `false: ${title} connects to node ports, so no client could connect; set it to true${straight}`)]
      : []),
  ];
}
