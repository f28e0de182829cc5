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
