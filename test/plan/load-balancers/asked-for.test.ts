import { askedForLoadBalancers, describeLoadBalancers, reasonForSeveral } from '../../../lib/plan';
import type { InstallationProps } from '../../../lib/settings';
import { plan } from '../../support/render';

const reason = 'Only the relay of the provider connects.';

/** What the report says about the load balancers of settings, and why there are several. */
function said(settings: Partial<InstallationProps>): readonly (string | undefined)[] {
  const asked = askedForLoadBalancers(plan(settings));
  return [describeLoadBalancers(asked), reasonForSeveral(asked)];
}

const each = (entryPoint: string) =>
  `a Service selects the pods of one workload, so '${entryPoint}' asks for one for each workload; to have fewer, put their ports on one workload, or share an address (sharedAddress) if the provider supports it`;

describe('the load balancers that an installation asks for', () => {
  test.each<[string, Partial<InstallationProps>, readonly (string | undefined)[]]>([
    ['one, with an address', {}, ['1 load balancer with 1 address: bluemind-public', undefined]],
    [
      'one of two IP families',
      { entryPoints: { public: { type: 'LoadBalancer', ipFamilies: ['IPv4', 'IPv6'] } } },
      ['1 load balancer with 2 addresses: bluemind-public', undefined],
    ],
    [
      'one of as many families as the cluster gives',
      { entryPoints: { public: { type: 'LoadBalancer', ipFamilyPolicy: 'PreferDualStack' } } },
      ['1 load balancer with 2 addresses: bluemind-public', undefined],
    ],
    [
      'one of two families, of which one is named and the other is asked for by the policy',
      { entryPoints: { public: { type: 'LoadBalancer', ipFamilies: ['IPv6'], ipFamilyPolicy: 'RequireDualStack' } } },
      ['1 load balancer with 2 addresses: bluemind-public', undefined],
    ],
    [
      'one of one family by its policy',
      { entryPoints: { public: { type: 'LoadBalancer', ipFamilyPolicy: 'SingleStack' } } },
      ['1 load balancer with 1 address: bluemind-public', undefined],
    ],
    ['one for each role', { workloads: 'roles' }, ['2 load balancers with 2 addresses: bluemind-public-proxy, bluemind-public-smtp', each('public')]],
    [
      'one for all roles where they share an address',
      {
        workloads: 'roles',
        entryPoints: {
          public: {
            type: 'LoadBalancer',
            provider: 'metallb',
            sharedAddress: 'mail',
            externalTrafficPolicy: 'Cluster',
            acceptLostClientAddress: reason,
          },
        },
      },
      ['1 load balancer with 1 address: bluemind-public-proxy with bluemind-public-smtp', undefined],
    ],
    [
      'several for each of two entry points',
      {
        workloads: 'roles',
        entryPoints: { a: { type: 'LoadBalancer' }, b: { type: 'LoadBalancer' } },
        expose: { smtp: 'a', imaps: 'a', submission: 'b', https: 'b' },
      },
      [
        '4 load balancers with 4 addresses: bluemind-a-proxy, bluemind-a-smtp, bluemind-b-proxy, bluemind-b-smtp',
        each('a').replace("'a' asks", "'a' and 'b' ask"),
      ],
    ],
    [
      'one for each entry point',
      {
        entryPoints: { mail: { type: 'LoadBalancer' }, web: { type: 'LoadBalancer' } },
        expose: { smtp: 'mail', https: 'web' },
      },
      ['2 load balancers with 2 addresses: bluemind-mail, bluemind-web', undefined],
    ],
    [
      'one for a Gateway of its own',
      {
        entryPoints: {
          edge: {
            type: 'Gateway',
            gatewayApi: '1.6',
            implementation: 'envoy-gateway',
            className: 'envoy',
            hosts: ['mail.example.org'],
            acceptLostClientAddress: reason,
          },
        },
        expose: { smtp: 'edge', https: 'edge' },
      },
      ['1 load balancer with 1 address: bluemind-edge', undefined],
    ],
    [
      'none for node ports',
      { entryPoints: { nodes: { type: 'NodePort', nodePorts: { smtp: 30025, https: 30443 } } }, expose: { smtp: 'nodes', https: 'nodes' } },
      [undefined, undefined],
    ],
    [
      'none for a Gateway of others',
      {
        entryPoints: {
          edge: {
            type: 'Gateway',
            gatewayApi: '1.6',
            implementation: 'envoy-gateway',
            existing: { name: 'shared', namespace: 'gateways' },
            hosts: ['mail.example.org'],
            acceptLostClientAddress: reason,
          },
        },
        expose: { smtp: 'edge', https: 'edge' },
      },
      [undefined, undefined],
    ],
  ])('%s', (_, settings, expected) => {
    expect(said(settings)).toEqual(expected);
  });
});
