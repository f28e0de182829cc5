import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlueMindValidation, type BlueMindValidationProperties } from '../../lib';
import { main } from '../../lib/cli/main';

const folder = mkdtempSync(join(tmpdir(), 'assumptions-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bluemind = { 'app.kubernetes.io/name': 'bluemind' };
const pod = (name: string, labels: Record<string, string> = {}, spec: Record<string, unknown> = {}) => {
  const [namespace = '', own = ''] = name.split('/');
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name: own, labels },
    spec: { containers: [{ name: 'main', ports: [{ name: 'postgresql', containerPort: 5432 }] }], ...spec },
  };
};
const admits = (peer: Record<string, unknown>) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'mail', name: 'admits' },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [peer], ports: [{ port: 5432 }] }] },
});
const mail = pod('mail/core', bluemind);
const client = pod('ops/client');
const block = { ipBlock: { cidr: '10.0.0.0/8' } };
const team = { namespaceSelector: { matchLabels: { team: 'mail' } } };
const ingress = [
  { apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'mail', name: 'core' }, spec: { selector: bluemind, ports: [{ port: 5432 }] } },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { namespace: 'mail', name: 'web' },
    spec: { defaultBackend: { service: { name: 'core', port: { number: 5432 } } } },
  },
];

/** What is unknown, the reason's end, the options and properties that settle it, and what then is left of the reason. */
const cases = [
  {
    what: 'a block that may mean pods',
    objects: [mail, client, admits(block)],
    reason: 'the addresses of pods are not known, which --pod-cidr or --ip-blocks-match-pods would settle',
    options: [
      ['--ip-blocks-match-pods', 'never'],
      ['--pod-cidr', '172.16.0.0/12'],
      ['--pod-cidr', '10.1.0.0/16', '--ip-blocks-match-pods', 'always'],
    ],
    properties: [{ ipBlocksMatchPods: 'never' }, { podAddresses: ['172.16.0.0/12'] }, { podAddresses: ['10.1.0.0/16'], ipBlocksMatchPods: 'always' }],
  },
  {
    what: 'labels of a namespace without an object',
    objects: [mail, client, admits(team)],
    reason: 'namespace ops is not among the objects, so its labels are not known (team=mail), which --assume-labels would settle',
    options: [
      ['--assume-labels', 'ops:team=mail'],
      ['--assume-labels', 'ops:'],
      ['--assume-labels', 'none'],
      ['--assume-labels', '*:tier=web', '--assume-labels', 'ops:team=x,tier=y'],
    ],
    properties: [{ namespaceLabels: { ops: { team: 'mail' } } }, { namespaceLabels: { ops: {} } }, { namespaceLabels: { '*': {} } }],
  },
  {
    what: 'pods on the network of their node',
    objects: [
      mail,
      pod('ops/client', {}, { hostNetwork: true }),
      admits({ ...team, podSelector: {} }),
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ops', labels: { team: 'mail' } } },
    ],
    reason: ', which --host-network would settle',
    options: [['--host-network', 'ordinary']],
    properties: [{ hostNetwork: 'ordinary' }],
  },
  {
    what: 'the pods of an ingress controller',
    objects: [mail, ...ingress, admits({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'traefik' } } })],
    reason: 'namespace and labels of the ingress controller are not known, which --controller would settle',
    options: [
      ['--controller', 'traefik:app=traefik'],
      ['--controller', 'nobody:'],
    ],
    properties: [{ controllers: [{ namespace: 'traefik', labels: {} }] }],
  },
] as const;

/** The command line listens as long as the process lives, here many times over. */
for (const emitter of [process, process.stdout, process.stderr]) emitter.setMaxListeners(0);

/** Runs the whole command line in this process. */
async function command(...words: readonly string[]): Promise<{ readonly status: number; readonly output: string }> {
  let output = '';
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      output += String(text);
      return true;
    }),
  );
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await main({ version: '0.0.0', arguments: words });
    return { status: Number(process.exitCode), output };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

describe.each(cases)('$what', ({ objects, reason, options, properties }) => {
  const file = join(folder, 'cluster.yaml');
  const empty = join(folder, 'empty.yaml');
  beforeAll(() => {
    writeFileSync(file, objects.map((object) => JSON.stringify(object)).join('\n---\n'));
    writeFileSync(empty, JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } }));
  });
  const source = objects.some(({ kind }) => kind === 'Ingress') ? '{ingress-controller}' : 'ops/client';
  const commands: readonly (readonly [string, readonly string[]])[] = [
    ['reach', ['reach', file, '--from', source, '--to', 'mail/core']],
    ['explain', ['explain', source === 'ops/client' ? source : '{ingress-controller}', 'mail/core:5432', file]],
    ...(source === 'ops/client' ? [['verify', ['verify', file, '--fail-on', 'info']] as const] : []),
  ];

  test.each(commands)('%s names the option that settles it, and takes it', async (_name, words) => {
    const explained = words[0] === 'explain' ? reason.replace('the ingress controller', 'ingress-controller') : reason;
    expect((await command(...words)).output).toContain(explained);
    for (const settling of options) expect((await command(...words, ...settling)).output).not.toContain(explained);
  });

  if (source !== 'ops/client') return;

  test('diff takes it', async () => {
    expect((await command('diff', empty, file)).output).toMatch(/unknown.*source: ops\/client\[Pod\], destination: mail\/core\[Pod\]/);
    for (const settling of options)
      expect((await command('diff', empty, file, ...settling)).output).not.toMatch(
        /unknown.*source: ops\/client\[Pod\], destination: mail\/core\[Pod\]/,
      );
  });

  test('the validation plugin names the property, and takes it', async () => {
    const violations = async (more: BlueMindValidationProperties) => {
      const report = { addViolation: jest.fn(), submit: jest.fn() };
      await new BlueMindValidation({ catalogue: {}, failOn: 'info', ...more }).validate({ manifests: [file], report });
      return report.addViolation.mock.calls.map(([{ recommendation }]) => recommendation).join('\n');
    };
    const inProperties = reason
      .replace('--pod-cidr', 'podAddresses')
      .replace('--ip-blocks-match-pods', 'ipBlocksMatchPods')
      .replace('--assume-labels', 'namespaceLabels')
      .replace('--host-network', 'hostNetwork');
    const found = await violations({});
    expect(found).toContain(inProperties);
    expect(found).not.toContain('--');
    for (const more of properties) expect(await violations(more)).not.toContain(inProperties);
  });
});

test.each([
  [['--assume-labels', 'ops'], "--assume-labels: 'ops': expected a namespace and labels, such as ops:team=mail,tier=web"],
  [['--assume-labels', 'ops:team'], "--assume-labels: 'ops:team': expected"],
  [['--assume-labels', 'Ops:a=b', '--controller', 'x'], "--controller: 'x': expected"],
  [['--pod-cidr', 'x'], 'expected a block such as 10.244.0.0/16, found "x"'],
  [['--ip-blocks-match-pods', 'sometimes'], "argument 'sometimes' is invalid"],
])('%j is bad input', async (words, message) => {
  const file = join(folder, 'pod.yaml');
  writeFileSync(file, JSON.stringify(mail));
  const { status, output } = await command('reach', file, ...words);
  expect(status).toBe(2);
  expect(output).toContain(message);
});
