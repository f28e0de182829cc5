import { planFrom } from '../../lib/plan';
import { formatOpenings, openingsOf } from '../../lib/reports/exposure/openings';
import type { InstallationProps } from '../../lib/settings';

const openings = (settings: Partial<InstallationProps> = {}) =>
  openingsOf(planFrom({ name: 'mail', ...settings })).map(
    ({ source, destination, port, protocol, direction }) => `${direction} ${source} > ${destination} ${protocol} ${port}`,
  );

test('every exposed port is an opening in, from its source ranges to what has the address', () => {
  expect(openings({ entryPoints: { public: { type: 'LoadBalancer', sourceRanges: ['198.51.100.0/24', '192.0.2.0/24'] } } })).toEqual(
    expect.arrayContaining([
      'in 192.0.2.0/24 198.51.100.0/24 > Service mail/mail-public TCP 25',
      'in 192.0.2.0/24 198.51.100.0/24 > Service mail/mail-public TCP 993',
    ]),
  );
});

test('each port leads to the load balancer of its workload', () => {
  const found = openings({ workloads: 'roles' });
  expect(found).toContain('in any > Service mail/mail-public-smtp TCP 25');
  expect(found).toContain('in any > Service mail/mail-public-proxy TCP 443');
});

test('fixed addresses are openings, one for each', () => {
  const found = openings({
    cluster: { ipFamilies: ['IPv4', 'IPv6'] },
    entryPoints: { public: { type: 'LoadBalancer', provider: 'metallb', addresses: ['192.0.2.25', '2001:db8::25'] } },
  });
  expect(found.filter((line) => line.endsWith('TCP 25') && line.startsWith('in '))).toEqual([
    'in any > 192.0.2.25 TCP 25',
    'in any > 2001:db8::25 TCP 25',
  ]);
});

test('addresses of the node itself are no opening: no packet to them leaves the node', () => {
  const plan = planFrom({ name: 'mail', egress: 'restricted' });
  expect(openingsOf(plan).map(({ destination }) => destination)).toContain('169.254.20.10/32');
  expect(formatOpenings(plan)).not.toContain('169.254.');
});

test('a name of DNS is the destination of clients', () => {
  expect(openings({ mail: { hostname: 'mail.example.org' } })).toContain('in any > mail.example.org TCP 25');
});

test('node ports are openings to every node', () => {
  expect(
    openings({
      entryPoints: { public: { type: 'NodePort', nodePorts: { smtp: 30025, https: 30443 } } },
      expose: { smtp: 'public', https: 'public' },
    }),
  ).toContain('in any > every node of the cluster TCP 30025');
});

test('what stays inside is no opening', () => {
  expect(openings({ expose: { smtp: 'public', https: { entryPoint: 'cluster', reason: 'VPN.' } } }).filter((line) => line.startsWith('in '))).toEqual(
    ['in any > Service mail/mail-public TCP 25'],
  );
});

test('open egress: what BlueMind is known to need', () => {
  const out = openings().filter((line) => line.startsWith('out '));
  expect(out).toContain('out workload all-in-one > any TCP 25');
  expect(out).toContain('out workload all-in-one > pkg.bluemind.net TCP 443');
  expect(out).toContain('out workload all-in-one > any UDP 123');
});

test('restricted egress: what the policies allow outside, and no pods', () => {
  const out = openings({
    egress: { destinations: { directory: { cidrs: ['192.0.2.53/32'], reason: 'Users.' } } },
  }).filter((line) => line.startsWith('out '));
  expect(out).toContain('out workload all-in-one > 192.0.2.53/32 TCP 389');
  expect(out.filter((line) => line.includes('kube-dns'))).toEqual([]);
});

test('CSV with the columns that a network team asks for, and no formulas', () => {
  const text = formatOpenings(planFrom({ name: 'mail' }));
  expect(text.split('\r\n')[0]).toBe('source,destination,port,protocol,direction,purpose');
  expect(text).toContain('any,Service mail/mail-public,25,TCP,in,smtp\r\n');
});
