import fc from 'fast-check';
import type { AdmissionServer, PlannedAdmission, TrafficPeer } from '../../../lib/plan/model';
import { withoutRanges } from '../../../lib/plan/policies/ranges';
import type { InstallationProps } from '../../../lib/settings';
import { acceptedPlan, dialects, inDialect, settingsOfAllKinds } from '../../dialects/support';
import { plan } from '../../support/render';
import { runs } from '../../support/runs';

const admissionOf = (settings: Partial<InstallationProps>): PlannedAdmission => {
  const { admission } = plan({ ...settings, policies: { admission: true } });
  if (!admission) throw new Error('no admission');
  return admission;
};

const serverOf = (admission: PlannedAdmission, name: string): AdmissionServer => {
  const found = admission.servers.find((server) => server.name === name);
  if (!found) throw new Error(`no server ${name}`);
  return found;
};

const numbers = (ports: AdmissionServer['guarded']) => ports.map(({ protocol, number, endNumber }) => `${protocol} ${number}-${endNumber}`);

test('nothing is planned unless the settings want it', () => {
  expect(plan({}).admission).toBeUndefined();
  expect(plan({ policies: { admission: false } }).admission).toBeUndefined();
});

describe('ports', () => {
  const settings: Partial<InstallationProps> = {
    workloads: 'roles',
    isolation: 'connections',
    entryPoints: { public: { type: 'LoadBalancer' }, office: { type: 'LoadBalancer', sourceRanges: ['198.51.100.0/24'] } },
    cluster: { podCidrs: ['10.244.0.0/16'] },
    expose: { smtp: 'public', https: 'public', imap: 'office' },
  };

  test('what no entry point exposes is closed to the outside, external ports included', () => {
    expect(numbers(serverOf(admissionOf(settings), 'proxy').closedOutside)).toEqual([
      'TCP 80-80',
      'TCP 110-110',
      'TCP 993-993',
      'TCP 995-995',
      'TCP 8021-8022',
    ]);
  });

  test('what is exposed only to some addresses is guarded against all others', () => {
    const { guarded, admitted } = serverOf(admissionOf(settings), 'proxy');
    expect(numbers(guarded)).toEqual(['TCP 80-80', 'TCP 110-110', 'TCP 143-143', 'TCP 993-993', 'TCP 995-995', 'TCP 8021-8022']);
    expect(admitted).toContainEqual({
      peers: [{ kind: 'addresses', cidr: '198.51.100.0/24', except: [] }],
      ports: [{ protocol: 'TCP', number: 143, endNumber: 143 }],
    });
  });

  test('a Service that leads to a PROXY listener is the only one that may, and the plain port stays closed', () => {
    const proxied = admissionOf({
      entryPoints: {
        public: {
          type: 'LoadBalancer',
          provider: 'aws',
          externalTrafficPolicy: 'Cluster',
          proxyProtocol: { targetPorts: { smtp: 10025 }, trustedCidrs: ['10.0.0.0/24'] },
        },
      },
      expose: { smtp: 'public', https: { entryPoint: 'cluster', reason: 'Inside.' } },
      cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
    });
    const server = serverOf(proxied, 'all-in-one');
    expect(numbers(server.closedOutside)).toEqual(expect.arrayContaining(['TCP 24-25', 'TCP 10025-10025']));
    expect(server.ownWays).toEqual([{ service: 'bluemind-public', ports: [{ protocol: 'TCP', number: 10025, endNumber: 10025 }] }]);
  });
});

test('Service ports that are closed have number and name, and what is exposed is not among them', () => {
  const { closed } = admissionOf({ workloads: 'roles', namespace: 'mail' }).backends;
  expect(closed).toEqual(expect.arrayContaining(['mail/bluemind-postgresql:5432', 'mail/bluemind-postgresql:postgresql']));
  expect(closed.filter((port) => /:(443|https|993)$/.test(port))).toEqual([]);
});

test('machines have ways in and routes, but neither pods nor policies', () => {
  const admission = admissionOf({
    workloads: { outside: { components: 'all', addresses: ['192.0.2.10'] } },
    cluster: { podCidrs: ['10.244.0.0/16'], nodeCidrs: ['10.0.0.0/24'] },
    entryPoints: { public: { type: 'LoadBalancer', externalTrafficPolicy: 'Cluster' } },
    expose: { https: 'public', smtp: { entryPoint: 'cluster', reason: 'Inside.' } },
  });
  expect(admission.policies.map(({ about }) => about)).toEqual(['services', 'routes']);
  expect(admission.servers[0]?.found).toMatchObject({ by: 'services', services: expect.arrayContaining(['bluemind-postgresql']) });
});

test('what is denied by default is known in both directions', () => {
  const { defaultDenies } = admissionOf({ egress: 'restricted' });
  expect(defaultDenies.map(({ name, direction }) => `${name} ${direction}`)).toEqual([
    'bluemind-all-in-one-default-deny Ingress',
    'bluemind-all-in-one-default-deny-egress Egress',
  ]);
});

test('exceptions name accounts and objects, these in the namespace of the installation by default', () => {
  const { admission } = plan({
    namespace: 'mail',
    policies: {
      admission: {
        action: ['Audit', 'Warn'],
        exceptions: [
          { serviceAccount: 'argocd/controller', reason: 'Reviewed.' },
          { object: { kind: 'Service', name: 'old' }, reason: 'Old.' },
        ],
      },
    },
  });
  expect(admission).toMatchObject({
    actions: ['Warn', 'Audit'],
    exceptions: [
      { kind: 'service-account', namespace: 'argocd', name: 'controller', reason: 'Reviewed.' },
      { kind: 'object', objectKind: 'Service', namespace: 'mail', name: 'old', reason: 'Old.' },
    ],
  });
});

/** Whether a plan's own objects are within what its admission lets through; the API server's tests ask the same of the expressions. */
test('admission never contradicts its own plan', () => {
  const same = (a: TrafficPeer, b: TrafficPeer) => JSON.stringify(a) === JSON.stringify(b);
  fc.assert(
    fc.property(settingsOfAllKinds, fc.constantFrom(...dialects), (settings, dialect) => {
      const spoken = inDialect(settings, dialect);
      const planned = acceptedPlan({ ...spoken, policies: { ...spoken.policies, admission: true } });
      fc.pre(planned?.admission !== undefined);
      const { admission, traffic = [], entries = [] } = planned ?? {};
      for (const server of admission?.servers ?? []) {
        for (const { from, ports } of traffic.filter(({ workload }) => workload === server.name).flatMap(({ rules }) => rules)) {
          const touched = ports === 'all' ? server.guarded : withoutRanges(server.guarded, withoutRanges(server.guarded, ports));
          for (const peer of from === 'anyone' ? [] : from) {
            const admitted = server.admitted.filter(({ peers }) => peers.some((other) => same(other, peer)));
            const isOpen = admitted.some((group) => group.ports === 'all' || withoutRanges(touched, group.ports).length === 0);
            if (touched.length > 0 && !isOpen) throw new Error(`${server.name}: ${JSON.stringify(peer)} is not admitted`);
          }
        }
        for (const entry of entries) {
          if (entry.kind !== 'LoadBalancer' && entry.kind !== 'NodePort') continue;
          if (entry.workload !== server.name) continue;
          const own = server.ownWays.filter(({ service }) => service === entry.name).flatMap(({ ports }) => ports);
          const led = entry.ports.map(({ protocol, targetPort }) => ({ protocol, number: targetPort, endNumber: targetPort }));
          expect(withoutRanges(server.closedOutside, withoutRanges(server.closedOutside, withoutRanges(led, own)))).toEqual([]);
        }
      }
    }),
    { numRuns: runs(10, 600) },
  );
});
