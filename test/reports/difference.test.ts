import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differenceFormats } from '../../lib/reports/difference/formats';
import { formatMap } from '../../lib/reports/map';
import { mapFormats } from '../../lib/reports/map/formats';
import { networkMap } from '../../lib/reports/map/network-map';
import { ranMain } from '../support/run';

const folder = mkdtempSync(join(tmpdir(), 'difference-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, ...parts: readonly string[]): string => {
  writeFileSync(join(folder, name), parts.join('---\n'));
  return join(folder, name);
};

const pod = (name: string, port = 5432) => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: mail, labels: { app: ${name} } }
spec: { containers: [{ name: main, ports: [{ name: ${name}-port, containerPort: ${port} }] }] }
`;
const balancer = (name: string, app: string, port: number, more = '') => `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: mail }
spec: { type: LoadBalancer, externalTrafficPolicy: Local, allocateLoadBalancerNodePorts: false, selector: { app: ${app} }, ports: [{ port: ${port} }]${more} }
`;
const policy = (name: string, app: string, ...rules: readonly string[]) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: mail }
spec: { podSelector: { matchLabels: { app: ${app} } }, policyTypes: [Ingress], ingress: [${rules.join(', ')}] }
`;
const from = (app: string, port: number) => `{ from: [{ podSelector: { matchLabels: { app: ${app} } } }], ports: [{ port: ${port} }] }`;
const block = (cidr: string, port: number) => `{ from: [{ ipBlock: { cidr: ${cidr} } }], ports: [{ port: ${port} }] }`;

/** Every kind of change: a way that is new, one that is removed, one with other clients; connections that open, close, and that cannot be decided. */
const before = write(
  'before.yaml',
  ...[pod('db'), pod('web', 80), pod('front', 443), pod('old', 25)],
  ...[
    policy('db', 'db', from('web', 5432)),
    policy('web', 'web', from('front', 80)),
    policy('front', 'front', block('0.0.0.0/0', 443)),
    policy('old', 'old'),
  ],
  ...[balancer('front', 'front', 443, ', loadBalancerSourceRanges: [192.0.2.0/24]'), balancer('web', 'web', 80)],
);
const after = write(
  'after.yaml',
  ...[pod('db'), pod('web', 80), pod('front', 443), pod('new', 25)],
  ...[policy('db', 'db', from('front', 5432), block('198.51.100.0/24', 5432)), policy('web', 'web', from('front', 80), block('10.0.0.0/8', 80))],
  ...[policy('front', 'front', block('0.0.0.0/0', 443)), policy('new', 'new')],
  ...[balancer('front', 'front', 443), balancer('db', 'db', 5432)],
);

test.each(differenceFormats.filter((format) => !['svg', 'html'].includes(format)))(
  'a difference with every kind of change reads as last reviewed: %s',
  async (format) => {
    const { status, stdout, stderr } = await ranMain('diff', before, after, '--format', format);
    expect([status, stderr]).toEqual([1, expect.any(String)]);
    expect(`${stdout}${stderr}`.replaceAll(folder, 'FOLDER').replaceAll(/[0-9a-f]{64}/g, 'DIGEST')).toMatchSnapshot();
  },
);

test.each(['text', 'csv', 'markdown', 'dot'])('answers to who reaches what, each with what decides it, read as last reviewed: %s', async (format) => {
  const { stdout, stderr } = await ranMain('explain', 'mail/*', 'mail/*:5432', after, '--format', format);
  expect(`${stdout}${stderr}`.replaceAll(folder, 'FOLDER')).toMatchSnapshot();
});

/** Each verdict, and each change. */
const small = networkMap(
  'Small',
  [
    { key: 'a', tier: 'outside', title: 'the outside' },
    { key: 'b', tier: 'way-in', title: 'Service mail/public', details: ['a load balancer'] },
    { key: 'c', tier: 'workload', title: 'front' },
    { key: 'd', tier: 'internal', title: 'db', details: ['postgresql', 'redis'] },
    { key: 'e', tier: 'destination', title: 'licences' },
  ],
  [
    { from: 'a', to: 'b', label: 'smtp 25', verdict: 'allowed' },
    { from: 'b', to: 'c', label: 'smtp 25', verdict: 'admitted', reason: 'nothing leads there' },
    { from: 'c', to: 'd', label: 'postgresql 5432', verdict: 'unknown', reason: 'addresses of pods are not known' },
    { from: 'd', to: 'd', label: 'redis 6379', verdict: 'denied' },
    { from: 'd', to: 'e', label: 'https 443', verdict: 'allowed', change: 'added' },
    { from: 'c', to: 'e', label: 'https 443', verdict: 'allowed', change: 'removed' },
    { from: 'c', to: 'd', label: 'redis 6379', verdict: 'unknown', change: 'changed' },
  ],
);

test.each(mapFormats)('a map with each verdict and change is drawn as last reviewed: %s', async (format) =>
  expect(await formatMap(small, format)).toMatchSnapshot(),
);
