import { provePlan } from '../../lib/checks';
import { planFrom } from '../../lib/plan';
import { fromObjects } from '../../lib/reachability';
import { installationReports } from '../../lib/reports/installation';
import type { InstallationProps } from '../../lib/settings';
import { renderManifests } from '../../lib/synth/render';
import type { Rendered } from '../support/render';

/** The reports of manifests of these settings, which somebody changed. */
function reports(settings: Partial<InstallationProps>, change: (object: Rendered) => unknown = () => undefined) {
  const plan = planFrom({ name: 'mail', ...settings });
  const objects = structuredClone([...renderManifests(plan).objects]) as Rendered[];
  objects.forEach(change);
  return installationReports(plan, provePlan(fromObjects(objects), plan, '2026-01-01'));
}

const section = (text: string | undefined, title: string): readonly string[] =>
  text
    ?.split(/^## /m)
    .find((part) => part.startsWith(`${title}\n`))
    ?.split('\n')
    .slice(2) ?? [];
const rows = (...given: Parameters<typeof reports>) =>
  section(reports(...given)['exposure.md'], 'Ways in from outside')
    .filter((row) => row.startsWith('| '))
    .slice(2);
const ways = (...given: Parameters<typeof reports>) => JSON.parse(reports(...given)['exposure.json'] ?? '').ways;

const settings: Partial<InstallationProps> = { expose: { smtp: 'public', https: { entryPoint: 'cluster', reason: 'VPN alone.' } } };
const inEvery = (policy: string, change: (spec: Rendered['spec']) => void) => (object: Rendered) =>
  object.kind === 'NetworkPolicy' && object.metadata.name === policy && change(object.spec);
const service = (change: (spec: Rendered['spec']) => void) => (object: Rendered) =>
  object.kind === 'Service' && object.metadata.name === 'mail-public' && change(object.spec);
const decided = '| 25 | smtp | public | all-in-one | mandatory | PLAIN/TLS | kept |';
const seen = 'the client, by externalTrafficPolicy: Local of Service mail/mail-public | NetworkPolicy mail/mail-all-in-one-from-public |';

describe('the ways in are those that were proved', () => {
  test('one row a way, with its verdict', () => {
    expect(rows(settings)).toEqual([
      `${decided} through a load balancer (Service mail/mail-public) | open to every IPv4 address | ${seen}`,
      `${decided} through a port of every node (Service mail/mail-public) | open to every IPv4 address | ${seen}`,
      '| 443 | https | stays inside the cluster |  | mandatory | SSL | VPN alone. | none among the manifests | closed |  |  |',
    ]);
  });

  test('policies that close a way say so, whatever the settings promise', () => {
    expect(
      rows(
        settings,
        inEvery('mail-all-in-one-from-public', (spec) => delete spec.ingress),
      )[0],
    ).toBe(
      `${decided} through a load balancer (Service mail/mail-public), and only policies keep clients out | closed | the client, by externalTrafficPolicy: Local of Service mail/mail-public | no rule |`,
    );
  });

  test('clients that policies let in are those that are named', () => {
    const narrow = inEvery('mail-all-in-one-from-public', (spec) => {
      spec.ingress[0].from = [{ ipBlock: { cidr: '192.0.2.0/24' } }];
    });
    expect(rows(settings, narrow)[0]).toContain(`| open to 192.0.2.0-192.0.2.255 | ${seen}`);
  });

  test('an address that is lost on the way is lost, whatever the settings promise', () => {
    const lost = service((spec) => {
      spec.externalTrafficPolicy = 'Cluster';
    });
    expect(rows(settings, lost)[0]).toContain(
      '| open to every IPv4 address | the node, by externalTrafficPolicy: Cluster of Service mail/mail-public |',
    );
  });

  test('an exposed port that nothing leads to, and a way that nobody chose', () => {
    const moved = service((spec) => {
      spec.ports = [{ name: 'database', port: 5432, protocol: 'TCP', targetPort: 5432 }];
      spec.allocateLoadBalancerNodePorts = false;
    });
    expect(rows(settings, moved)).toEqual([
      `${decided} none among the manifests | does not lead to these pods |  |  |`,
      '| 443 | https | stays inside the cluster |  | mandatory | SSL | VPN alone. | none among the manifests | closed |  |  |',
      '| 5432 | postgresql | not chosen | all-in-one |  |  |  | through a load balancer (Service mail/mail-public), and only policies keep clients out | closed | the client, by externalTrafficPolicy: Local of Service mail/mail-public | no rule |',
    ]);
  });

  test('a controller that redirects plain HTTP itself is no way to the pods, and the row says so', () => {
    const web: Partial<InstallationProps> = {
      entryPoints: {
        web: { type: 'Ingress', className: 'haproxy', controller: 'haproxy', hosts: ['mail.example.org'], tls: { clusterIssuer: 'letsencrypt' } },
      },
      cluster: { ingressController: { namespace: 'haproxy' } },
      expose: { smtp: { entryPoint: 'cluster', reason: 'A test.' }, http: 'web', https: 'web' },
    };
    expect(rows(web).find((row) => row.startsWith('| 80 |'))).toMatch(
      /^\| 80 \| http \| web \|.*\| the controller or gateway answers, and redirects to https \| no connection reaches these pods \| {2}\| {2}\|$/,
    );
  });

  test('a way that cannot be decided says why', () => {
    const unsure = inEvery('mail-all-in-one-from-public', (spec) => delete spec.ingress);
    const [row] = rows(settings, (object) => {
      unsure(object);
      service((spec) => {
        spec.externalTrafficPolicy = 'Cluster';
      })(object);
    });
    expect(row).toMatch(
      /not certain: .* \| may be open to every IPv4 address \| the node, by externalTrafficPolicy: Cluster of Service mail\/mail-public \| .*\|$/,
    );
  });

  test('both families are every address', () => {
    const ranges: Partial<InstallationProps> = { entryPoints: { public: { type: 'LoadBalancer', sourceRanges: ['0.0.0.0/0', '::/0'] } } };
    expect(rows({ ...settings, ...ranges })[0]).toContain(`| open to every address | ${seen}`);
  });

  test('no ways in at all', () => {
    const none = rows({ expose: { smtp: { entryPoint: 'cluster', reason: 'Relay.' }, https: { entryPoint: 'cluster', reason: 'VPN alone.' } } });
    expect(none.map((row) => row.split(' | ').at(8))).toEqual(['closed', 'closed']);
  });

  test('a PROXY header names the client', () => {
    const proxied: Partial<InstallationProps> = {
      cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
      entryPoints: { public: { type: 'NodePort', nodePorts: { smtp: 30025 }, proxyProtocol: { targetPorts: { smtp: 10025 } } } },
      ...settings,
    };
    expect(rows(proxied)[0]).toBe(
      '| 25 | smtp | public | all-in-one | mandatory | PLAIN/TLS | sent by the PROXY protocol | through a port of every node (Service mail/mail-public) | open to every IPv4 address | the balancer, and the client in the PROXY header | NetworkPolicy mail/mail-all-in-one-from-public |',
    );
    expect(ways(proxied)[0]).toMatchObject({ name: 'smtp', podPort: 10025, port: 30025, seenAs: 'balancer', proxyHeader: true });
  });

  test('machines read the same', () => {
    expect(ways(settings)[0]).toEqual({
      name: 'smtp',
      workload: 'all-in-one',
      protocol: 'TCP',
      podPort: 25,
      access: 'load-balancer',
      port: 25,
      objects: ['Service mail/mail-public'],
      verdict: 'allowed',
      admitted: '0.0.0.0-255.255.255.255',
      seenAs: 'client',
      proxyHeader: false,
      clientSeenBy: 'the client, by externalTrafficPolicy: Local of Service mail/mail-public',
      admittedBy: [{ policy: 'NetworkPolicy mail/mail-all-in-one-from-public', rule: 1 }],
    });
    expect(
      ways(
        settings,
        inEvery('mail-all-in-one-from-public', (spec) => delete spec.ingress),
      )[0],
    ).toMatchObject({ verdict: 'denied' });
  });
});

test('manual steps and findings are below', () => {
  const { 'exposure.md': text } = reports({ ...settings, cluster: {} });
  expect(section(text, 'Findings').join('\n')).toContain('[node-port-besides-load-balancer]');
  expect(text).toContain(
    "# Exposure of BlueMind installation 'mail'\n\nBlueMind 4 in namespace mail; internal ports can be reached from the pods of the installation.",
  );
});
