import type { InstallationProps } from '../../lib/settings';
import { faults } from '../support/render';

const accepted = { acceptLostClientAddress: 'Only a relay connects.' } as const;
const through = (more: object, ports: readonly string[] = ['smtp', 'https']): Partial<InstallationProps> => ({
  entryPoints: { public: { type: 'LoadBalancer', ...more } },
  expose: {
    smtp: { entryPoint: 'cluster', reason: 'A relay.' },
    https: { entryPoint: 'cluster', reason: 'VPN.' },
    ...Object.fromEntries(ports.map((port) => [port, 'public'])),
  },
});
const idle = ['entryPoints.public.acceptLostClientAddress: no mail port of this entry point loses the address of its clients; remove it'];

test.each<[string, Partial<InstallationProps>, readonly unknown[]]>([
  ['kept', through({}), []],
  ['kept, and accepted as lost', through(accepted), idle],
  [
    'lost to a web alone, which is told the address by HTTP, and accepted',
    through({ externalTrafficPolicy: 'Cluster', ...accepted }, ['http']),
    idle,
  ],
  ['lost, and accepted', through({ externalTrafficPolicy: 'Cluster', ...accepted }), []],
  ['lost', through({ externalTrafficPolicy: 'Cluster' }), [expect.stringMatching(/hides the address of clients on smtp/)]],
])('the address of mail clients: %s', (_, settings, expected) => expect(faults(settings)).toEqual(expected));

test.each<[string, Readonly<Record<string, number>>, readonly unknown[]]>([
  ['one of two node ports has a listener for the header', { smtp: 10025 }, [expect.stringMatching(/hides the address of clients on imaps: /)]],
  ['both have one', { smtp: 10025, imaps: 10993 }, []],
])('a PROXY header shows it only on the ports that take it: %s', (_, targetPorts, expected) =>
  expect(
    faults({
      cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
      entryPoints: {
        nodes: {
          type: 'NodePort',
          externalTrafficPolicy: 'Cluster',
          nodePorts: { smtp: 30025, imaps: 30993 },
          proxyProtocol: { ports: Object.keys(targetPorts), targetPorts },
        },
      },
      expose: { smtp: 'nodes', imaps: 'nodes', https: { entryPoint: 'cluster', reason: 'VPN.' } },
    }),
  ).toEqual(expected),
);
