import type { InstallationProps } from '../../../lib/settings';
import { find, objects, plan } from '../../support/render';
import { accepted, type Gateway, proxies, withGateway } from './cases';

const proxyProtocol = { version: 'v1', targetPorts: { smtp: 10025, imaps: 10993 } } as const;

/** Mail through an implementation that hands the client's address on by PROXY. */
const through = (implementation: Gateway['implementation'], more: Partial<Gateway> = {}): Partial<InstallationProps> =>
  withGateway({ gatewayApi: '1.6', implementation, className: 'gw', proxyProtocol, ...more }, ['smtp', 'imaps']);

const addresses = (settings: Partial<InstallationProps>) =>
  plan(settings).exposures.flatMap((one) => (one.kind === 'exposed' ? [`${one.port}: ${one.clientAddress.kind}`] : []));

const todo = (settings: Partial<InstallationProps>) => plan(settings).checklist.map(({ what }) => what);

describe('the address of mail clients is handed on by PROXY', () => {
  test.each(['envoy-gateway', 'kgateway', 'istio'] as const)('through %s', (implementation) =>
    expect(addresses(through(implementation))).toEqual(['smtp: proxy-protocol', 'imaps: proxy-protocol']),
  );

  test('kgateway is configured by a BackendConfigPolicy of the Service, whose default would be version 1', () => {
    const { apiVersion, metadata, spec } = find('BackendConfigPolicy', 'bluemind-edge', objects(through('kgateway')));
    expect([apiVersion, metadata.namespace]).toEqual(['gateway.kgateway.dev/v1alpha1', 'bluemind']);
    expect(spec).toEqual({
      targetRefs: [{ group: '', kind: 'Service', name: 'bluemind-edge-proxy' }],
      upstreamProxyProtocol: { version: 'V1' },
    });
    const v2 = through('kgateway', { proxyProtocol: { targetPorts: proxyProtocol.targetPorts } });
    expect(find('BackendConfigPolicy', 'bluemind-edge', objects(v2)).spec.upstreamProxyProtocol).toEqual({ version: 'V2' });
    expect(todo(v2)).toEqual(expect.arrayContaining([expect.stringMatching(/^Run kgateway 2\.3 or later for PROXY headers to backends/)]));
  });

  test('Istio is configured by a DestinationRule of the Service, beside it', () => {
    const { apiVersion, metadata, spec } = find('DestinationRule', 'bluemind-edge-proxy', objects(through('istio')));
    expect([apiVersion, metadata.namespace]).toEqual(['networking.istio.io/v1', 'bluemind']);
    expect(spec).toEqual({ host: 'bluemind-edge-proxy', trafficPolicy: { proxyProtocol: { version: 'V1' } } });
    expect(todo(through('istio'))).toEqual(expect.arrayContaining([expect.stringMatching(/^Run Istio 1\.22 or later for PROXY headers/)]));
  });

  test('each workload behind has a Service of its own, each with its own DestinationRule for Istio', () => {
    const roles = { ...through('istio'), workloads: 'roles' } as const;
    const hosts = objects(roles).flatMap(({ kind, spec }) => (kind === 'DestinationRule' ? [spec.host] : []));
    expect(hosts).toEqual(['bluemind-edge-proxy-proxy', 'bluemind-edge-smtp-proxy']);
    expect(find('BackendConfigPolicy', 'bluemind-edge', objects({ ...through('kgateway'), workloads: 'roles' })).spec.targetRefs).toHaveLength(2);
  });
});

describe('PROXY headers of a balancer before the Gateway', () => {
  const trustedProxies = ['10.0.0.0/24'];

  test('kgateway expects by a ListenerPolicy of the Gateway, in its namespace', () => {
    const settings = through('kgateway', { trustedProxies, namespace: 'gateways' });
    const { apiVersion, metadata, spec } = find('ListenerPolicy', 'bluemind-edge', objects(settings));
    expect([apiVersion, metadata.namespace]).toEqual(['gateway.kgateway.dev/v1alpha1', 'gateways']);
    expect(spec).toEqual({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'bluemind-edge' }],
      default: { proxyProtocol: {} },
    });
    expect(todo(settings)).toEqual(expect.arrayContaining([expect.stringMatching(/^Run kgateway 2\.2 or later for PROXY headers of a balancer/)]));
  });

  test('Istio and NGINX Gateway Fabric are configured manually', () => {
    expect(todo(through('istio', { trustedProxies })).join('\n')).toContain('gatewayTopology');
    const fabric = { gatewayApi: '1.6', implementation: 'nginx-gateway-fabric', className: 'nginx', ...accepted, trustedProxies } as const;
    expect(todo(withGateway(fabric, ['smtp'])).join('\n')).toMatch(/rewriteClientIP .* 10\.0\.0\.0\/24 as trustedAddresses/);
  });
});

describe('versions that fit the release of the Gateway API', () => {
  const standing = { existing: { name: 'shared' } };
  const own = { className: 'gw' };
  test.each<[string, Omit<Gateway, 'type'>, readonly RegExp[]]>([
    [
      'Istio, alpha routes',
      { implementation: 'istio', gatewayApi: '1.5', channel: 'experimental', ...own },
      [/^Run Istio 1\.30 or earlier for TCP/, /PILOT_ENABLE_ALPHA/],
    ],
    ['Istio, standard', { implementation: 'istio', gatewayApi: '1.6', ...own }, [/^Run Istio 1\.31 or later for TCPRoutes of Gateway API 1\.6/]],
    [
      'Istio, ListenerSet',
      { implementation: 'istio', gatewayApi: '1.6', ...standing },
      [/^Run Istio 1\.31/, /^Run Istio 1\.30 or later for ListenerSets/, /conformance report/],
    ],
    [
      'Envoy Gateway, alpha routes',
      { implementation: 'envoy-gateway', gatewayApi: '1.5', channel: 'experimental', ...own },
      [/^Run Envoy Gateway 1\.8 or earlier/],
    ],
    ['Envoy Gateway, standard', { implementation: 'envoy-gateway', gatewayApi: '1.6', ...own }, [/^Run Envoy Gateway 1\.9 or later/]],
    ['NGINX Gateway Fabric', { implementation: 'nginx-gateway-fabric', gatewayApi: '1.6', ...own }, [/^Run NGINX Gateway Fabric 2\.7 or later/]],
    [
      'NGINX Gateway Fabric, ListenerSet',
      { implementation: 'nginx-gateway-fabric', gatewayApi: '1.6', ...standing },
      [/^Run NGINX Gateway Fabric 2\.7/, /^Run NGINX Gateway Fabric 2\.6\.0 or later for ListenerSets/],
    ],
    ['kgateway', { implementation: 'kgateway', gatewayApi: '1.6', ...own }, [/^Run kgateway 2\.4 or later/]],
    [
      'Cilium, ListenerSet',
      { implementation: 'cilium', gatewayApi: '1.6', ...standing },
      [/^Run Cilium 1\.20 or later for TCP/, /^Run Cilium 1\.20\.0 or later for ListenerSets/],
    ],
    [
      'Kong, alpha routes',
      { implementation: 'kong', gatewayApi: '1.5', channel: 'experimental', ...own, ...proxies },
      [/^Run Kong's ingress controller 2\.6 or later .*GatewayAlpha/, /^Run Kong Operator 2\.0 to 2\.2|^Run Kong Operator 2\.0 up to 2\.2/],
    ],
    ['Kong, standard', { implementation: 'kong', gatewayApi: '1.6', ...own, ...proxies }, [/^Run Kong Operator 2\.3 or later/]],
    [
      'Traefik, alpha routes',
      { implementation: 'traefik', gatewayApi: '1.5', channel: 'experimental', ...own, ...proxies },
      [/^Run Traefik 3\.7 or earlier/, /^Make Traefik listen/, /experimentalChannel/],
    ],
    [
      'Traefik, standard',
      { implementation: 'traefik', gatewayApi: '1.6', ...own, ...proxies },
      [/^Run Traefik 3\.8 or later/, /^Make Traefik listen/],
    ],
  ])('%s', (_, gateway, expected) => {
    const items = plan(withGateway({ ...accepted, ...gateway }, ['smtp'])).checklist.filter(({ where }) => !where.startsWith('Gateway '));
    expect(items.map(({ what }) => what)).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
  });
});
