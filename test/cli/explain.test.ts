import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderManifests } from '../../lib/synth/render';
import { plan } from '../support/render';
import { ranMain } from '../support/run';

const folder = mkdtempSync(join(tmpdir(), 'explain-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

const pod = (name: string, labels: Record<string, string>, ports: readonly object[] = []) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'd', name, labels },
  spec: { containers: [{ name: 'main', ports }] },
});
const objects = [
  pod('web', { app: 'web' }, [
    { name: 'http', containerPort: 8080 },
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
    { name: 'dns-tcp', containerPort: 53 },
  ]),
  pod('mail', { 'app.kubernetes.io/name': 'bluemind' }, [{ name: 'imaps', containerPort: 10993 }]),
  pod('bare', {}),
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'd', name: 'web' },
    spec: {
      selector: { app: 'web' },
      ports: [
        { name: 'front', port: 80, targetPort: 'http' },
        { name: 'metrics', port: 90, targetPort: 9090 },
      ],
    },
  },
];
const settings = { name: 'mail', workloads: 'roles' } as const;
beforeAll(() => {
  writeFileSync(at('cluster.yaml'), objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  writeFileSync(at('mail.yaml'), JSON.stringify(settings));
  writeFileSync(at('manifests.yaml'), renderManifests(plan(settings)).stream);
});

const explain = (source: string, destination: string, ...words: readonly string[]) => ranMain('explain', source, destination, ...words);

describe('explain takes the name of a port', () => {
  test.each([
    ['of a container', 'd/web:http', 'd/web:8080'],
    ['of a container, with another protocol', 'd/web:dns', 'd/web:UDP/53'],
    ['with its protocol', 'd/web:UDP/dns', 'd/web:udp/53'],
    ['of a Service, which leads to a named port', 'd/web:front', 'd/web:8080'],
    ['of a Service, which leads to a number', 'web:metrics', 'web:9090'],
    ['of a container, before what BlueMind calls so', 'd/mail:imaps', 'd/mail:10993'],
    ['of the catalogue, for pods with its labels', 'd/mail:postgresql', 'd/mail:5432'],
  ])('%s', async (_what, named, numbered) => {
    const answer = await explain('any-pod', named, at('cluster.yaml'));
    expect(answer).toMatchObject({ status: 0, stdout: expect.stringContaining('any-pod => d/') });
    expect(answer).toEqual(await explain('any-pod', numbered, at('cluster.yaml')));
  });

  test('of the settings, whose workloads stand in', async () => {
    const words = [at('manifests.yaml'), '--settings', at('mail.yaml')];
    const answer = await explain('any-pod', 'mail/database:postgresql', ...words);
    expect(answer.stdout).toMatch(/^any-pod => mail\/database\[Workload\] : TCP 5432: denied\n/);
    expect(answer).toEqual(await explain('any-pod', 'mail/database:5432', ...words));
  });

  test('of a range: each of its ports', async () => {
    const { stdout } = await explain('any-pod', 'mail/core:hazelcast', at('manifests.yaml'), '--settings', at('mail.yaml'));
    expect(stdout.match(/=> mail\/core\[Workload\] : TCP 57\d\d: denied/g)).toHaveLength(15);
  });

  test('of some of several workloads: of those', async () => {
    const { stdout } = await explain('any-pod', 'd/*:http', at('cluster.yaml'));
    expect(stdout.match(/^any-pod => .*$/gm)).toEqual([
      expect.stringContaining('d/mail[Pod] : TCP 80'),
      expect.stringContaining('d/web[Pod] : TCP 8080'),
    ]);
  });

  test.each([
    ['d/web:htpp', "DESTINATION:PORT: d/web[Pod] has no port 'htpp'; expected a number or dns, dns-tcp, front, http, metrics; did you mean 'http'?"],
    ['d/web:TCP/dns', "DESTINATION:PORT: d/web[Pod] has no TCP port 'dns'; expected a number or dns-tcp, front, http, metrics\n"],
    ['d/mail:postgersql', "DESTINATION:PORT: d/mail[Pod] has no port 'postgersql'; expected a number; did you mean 'postgresql'?"],
    ['d/bare:http', "DESTINATION:PORT: no port of d/bare[Pod] has a name, so 'http' is unknown; give its number"],
    ['external:https', "DESTINATION:PORT: no port of external has a name, so 'https' is unknown; give its number"],
    ['d/web:', "DESTINATION:PORT: 'd/web:': expected a destination and a port"],
    ['d/web:0', "DESTINATION:PORT: 'd/web:0': expected a destination and a port"],
    ['d/web:70000', "DESTINATION:PORT: 'd/web:70000': expected a destination and a port"],
    ['d/web:ICMP/http', "DESTINATION:PORT: 'd/web:ICMP/http': expected a destination and a port"],
    ['d/wbe:http', 'there is no "d/wbe"'],
  ])('%s is a fault', async (destination, expected) => {
    const { status, stdout, stderr } = await explain('any-pod', destination, at('cluster.yaml'));
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(expected);
    expect(stderr).toContain('1 fault; nothing was explained.');
  });
});

describe('explain --format json', () => {
  const json = async (...words: readonly string[]) => JSON.parse((await ranMain('explain', ...words, '--format', 'json')).stdout);
  const words = [at('manifests.yaml'), '--settings', at('mail.yaml')];

  test('says what the text says: the verdict, and the policies with their rules', async () => {
    expect(await json('mail/core', 'mail/database:postgresql', ...words)).toEqual({
      schemaVersion: 1,
      explanations: [
        {
          source: 'mail/core[Workload]',
          destination: 'mail/database[Workload]',
          protocol: 'TCP',
          port: 5432,
          verdict: 'allowed',
          egress: { verdict: 'allowed', policies: [] },
          ingress: {
            verdict: 'allowed',
            policies: [
              expect.objectContaining({ policy: 'NetworkPolicy mail/mail-database-default-deny', tier: 'network', captures: 'yes', rules: [] }),
              expect.objectContaining({
                policy: 'NetworkPolicy mail/mail-database-installation',
                position: expect.objectContaining({ file: at('manifests.yaml'), line: expect.any(Number), column: 1 }),
                rules: [expect.objectContaining({ rule: 1, action: 'accept', peer: 'yes', port: 'yes' })],
              }),
            ],
          },
        },
      ],
    });
  });

  test('from outside with the ways in', async () => {
    const { explanations } = await json('external', 'mail/proxy:imaps', ...words);
    expect(explanations).toHaveLength(1);
    expect(explanations[0].entries).toContainEqual(
      expect.objectContaining({
        access: 'load-balancer',
        port: 993,
        seenAs: 'client',
        verdict: 'allowed',
        objects: [expect.objectContaining({ object: expect.stringMatching(/^Service mail\/mail-public/) })],
      }),
    );
  });

  test('says of what is unknown why', async () => {
    const [explanation] = (await json('d/web', '10.0.0.1:25', at('cluster.yaml'))).explanations;
    expect(explanation).toMatchObject({ verdict: 'allowed', port: 25 });
    const hostNetwork = { ...pod('host', { app: 'host' }), spec: { hostNetwork: true, containers: [{ name: 'main' }] } };
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace: 'd', name: 'deny' },
      spec: { podSelector: { matchLabels: { app: 'host' } }, policyTypes: ['Ingress'] },
    };
    writeFileSync(at('host.yaml'), [hostNetwork, policy].map((object) => JSON.stringify(object)).join('\n---\n'));
    const [unknown] = (await json('any-pod', 'd/host:80', at('host.yaml'))).explanations;
    expect(unknown).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining('--host-network') });
    expect(unknown.ingress.policies).toEqual([
      expect.objectContaining({ captures: 'unknown', capturesReason: expect.stringContaining('--host-network') }),
    ]);
  });
});
