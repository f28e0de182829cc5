import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { provePlan } from '../../lib/checks';
import { type Owner, owners, planFrom } from '../../lib/plan';
import { fromObjects } from '../../lib/reachability';
import { checklistOf, formatChecklist, ownerTitles } from '../../lib/reports/exposure/checklist';
import { installationReports } from '../../lib/reports/installation';
import type { InstallationProps } from '../../lib/settings';
import { renderManifests } from '../../lib/synth/render';
import { synthesize } from '../../lib/synth/synthesize';
import { arbitraryInstallations } from '../support/arbitrary-installations/installation';
import { mended } from '../support/arbitrary-installations/mended';
import { runs } from '../support/runs';

const examples = readdirSync(join(__dirname, '../../examples')).filter((name) =>
  existsSync(join(__dirname, '../../examples', name, 'installation.yaml')),
);

const reportsOf = (settings: Partial<InstallationProps>) => {
  const plan = planFrom({ name: 'mail', ...settings });
  return installationReports(plan, provePlan(fromObjects(renderManifests(plan).objects), plan, '2026-01-01'));
};
const json = (settings: Partial<InstallationProps>) => JSON.parse(reportsOf(settings)['exposure.json'] ?? '');

describe('the checklist', () => {
  test.each(examples)('of %s is grouped by who does it, each item with what to paste', (name) => {
    const [installation] = synthesize({ kind: 'named', files: [join(__dirname, '../../examples', name, 'installation.yaml')] }, '2026-01-01');
    if (!installation) throw new Error(name);
    const items = checklistOf(installation.plan);
    expect(items.length).toBeGreaterThan(0);
    for (const { snippet, owner } of items) {
      expect(snippet.text.trim()).not.toBe('');
      expect(snippet.text).not.toContain('undefined');
      expect(owners).toContain(owner);
    }
    const text = formatChecklist(items);
    const headings = [...text.matchAll(/^### (.*)$/gm)].map(([, title]) => title);
    expect(headings).toEqual(owners.filter((owner) => items.some((item) => item.owner === owner)).map((owner) => ownerTitles[owner]));
    expect(text.match(/^- \[ \] /gm)).toHaveLength(items.length);
    expect(text.match(/^ {2}```[a-z]+$/gm)).toHaveLength(items.length);
  });

  test(
    'of any settings has something to paste for each item, without holes',
    () => {
      fc.assert(
        fc.property(arbitraryInstallations, (props) => {
          const accepted = mended(props);
          for (const { owner, what, snippet } of accepted ? checklistOf(accepted.plan) : []) {
            expect(owners).toContain(owner);
            expect({ what, text: snippet.text.trim() }).not.toEqual({ what, text: '' });
            expect({ what, text: snippet.text }).toEqual({ what, text: expect.not.stringMatching(/undefined|\[object|NaN/) });
          }
        }),
        { numRuns: runs(60, 1000), seed: 7 },
      );
    },
    runs(60_000, 600_000),
  );

  const owned = (settings: Partial<InstallationProps>, owner: Owner) =>
    checklistOf(planFrom({ name: 'mail', ...settings })).filter((item) => item.owner === owner);

  test('each of the four has what is theirs', () => {
    const settings: Partial<InstallationProps> = {
      mail: { hostname: 'mail.example.org', domains: ['example.org'] },
      cluster: { ingressController: { namespace: 'traefik' }, podCidrs: ['10.244.0.0/16'] },
      entryPoints: { edge: { type: 'Traefik', proxyProtocol: { targetPorts: { smtp: 10025 } } } },
      expose: { smtp: 'edge', https: { entryPoint: 'cluster', reason: 'VPN alone.' } },
    };
    expect(owned(settings, 'network').map(({ where }) => where)).toEqual(['firewalls']);
    expect(owned(settings, 'dns').map(({ where }) => where)).toEqual(['zones', 'PTR', 'DKIM', 'DMARC', 'MTA-STS and TLS-RPT']);
    expect(owned(settings, 'controller').map(({ where }) => where)).toContain('Traefik');
    expect(owned(settings, 'controller').map(({ snippet }) => snippet.text)).toContain('--entryPoints.smtp.address=:25/tcp');
    expect(owned(settings, 'bluemind').map(({ snippet }) => snippet.text)).toEqual([
      '10025 inet n - n - - smtpd\n  -o smtpd_upstream_proxy_protocol=haproxy',
    ]);
  });
});

describe('the report', () => {
  const settings: Partial<InstallationProps> = {
    workloads: 'roles',
    isolation: 'connections',
    entryPoints: {
      public: {
        type: 'LoadBalancer',
        provider: 'metallb',
        addresses: ['192.0.2.10'],
        class: 'metallb.io/metallb',
        sourceRanges: ['198.51.100.0/24'],
      },
    },
    expose: {
      imaps: 'public',
      smtp: { entryPoint: 'cluster', reason: 'A relay stands before it.' },
      https: { entryPoint: 'cluster', reason: 'VPN.' },
    },
    allow: { backup: { ports: ['postgresql'], from: [{ namespace: 'backup', podLabels: { app: 'pgdump' } }], reason: 'Nightly dump.' } },
    waivers: [{ rule: 'node-port-besides-load-balancer', reason: 'The nodes are behind a firewall.', until: '2026-12-31' }],
  };
  const document = json(settings);
  const text = reportsOf(settings)['exposure.md'] ?? '';

  test('an entry point: objects, addresses, class, source ranges, balancers', () => {
    expect(document.entryPoints).toEqual([
      {
        entryPoint: 'public',
        class: 'metallb.io/metallb',
        objects: ['Service mail/mail-public'],
        addresses: ['192.0.2.10'],
        hosts: [],
        sourceRanges: ['198.51.100.0/24'],
        loadBalancers: 1,
        balancerAddresses: 1,
      },
    ]);
  });

  test('need, transport security, what the server sees, and the rule that admits it', () => {
    expect(document.exposures.find(({ port }: { port: string }) => port === 'imaps')).toMatchObject({ need: 'optional', transportSecurity: 'SSL' });
    expect(document.ways[0]).toMatchObject({
      name: 'imaps',
      clientSeenBy: 'the client, by externalTrafficPolicy: Local of Service mail/mail-public',
      admittedBy: [{ policy: 'NetworkPolicy mail/mail-proxy-from-public', rule: 1 }],
    });
  });

  test('internal ports: who reaches them, by which allow, with its reason', () => {
    const postgresql = document.internalPorts.find(({ name }: { name: string }) => name === 'postgresql');
    expect(postgresql.reachedBy).toContainEqual({
      source: 'pods with app=pgdump in namespaces with kubernetes.io/metadata.name=backup',
      verdict: 'allowed',
      admittedBy: [expect.objectContaining({ origin: 'allow', allow: { name: 'backup', reason: 'Nightly dump.' } })],
    });
    expect(postgresql.reachedBy.map(({ source }: { source: string }) => source)).not.toContain('any pod of the cluster');
    expect(text).toMatch(
      /\| database \| postgresql \(5432\) \| pods with app=pgdump in namespaces with kubernetes\.io\/metadata\.name=backup \| .*\(allow 'backup'\) \| Nightly dump\. \|/,
    );
  });

  test('a policy that is gone admits nobody, whatever the plan says', () => {
    const plan = planFrom({ name: 'mail', ...settings });
    const objects = renderManifests(plan).objects.filter((object) => !JSON.stringify(object).includes('allow-backup'));
    const proof = provePlan(fromObjects(objects), plan, '2026-01-01');
    const changed = JSON.parse(installationReports(plan, proof)['exposure.json'] ?? '');
    const postgresql = changed.internalPorts.find(({ name }: { name: string }) => name === 'postgresql');
    expect(postgresql.reachedBy.map(({ source }: { source: string }) => source)).not.toContain(
      'pods with app=pgdump in namespaces with kubernetes.io/metadata.name=backup',
    );
  });

  test('decisions with their reasons, waivers with their end', () => {
    expect(document.decisions).toEqual([
      { kind: 'kept-inside', what: 'smtp (25) stays inside the cluster', reason: 'A relay stands before it.' },
      { kind: 'kept-inside', what: 'https (443) stays inside the cluster', reason: 'VPN.' },
      { kind: 'allow', what: "allow 'backup' admits further peers to workload 'database'", reason: 'Nightly dump.' },
    ]);
    expect(text).toContain('| node-port-besides-load-balancer | any | any | 2026-12-31 | The nodes are behind a firewall. | 1 |');
  });

  test('outgoing connections: what BlueMind needs, or what policies allow', () => {
    expect(document.outgoing).toMatchObject({ restricted: false });
    expect(json({ ...settings, egress: 'restricted' }).outgoing).toMatchObject({ restricted: true });
  });

  test('hostile reasons stay text', () => {
    const hostile = reportsOf({ expose: { smtp: 'public', https: { entryPoint: 'cluster', reason: '<script>`|</script>' } } })['exposure.md'] ?? '';
    expect(hostile).not.toContain('<script>');
    expect(hostile).toContain('\\<script\\>\\`\\|\\</script\\>');
  });
});

test('README and docs name the files', () => {
  expect(readFileSync(join(__dirname, '../../docs/output.md'), 'utf8')).toContain('`exposure.md`');
});
