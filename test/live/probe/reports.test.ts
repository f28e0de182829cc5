import type { Matrix, Observation } from '../../../lib/cluster/probe/matrix';
import { defaultImage } from '../../../lib/cluster/probe/objects';
import { probeOf } from '../../../lib/cluster/probe/probe';
import { planFrom } from '../../../lib/plan';
import { formatProbes } from '../../../lib/reports/probe';
import { probeFormats } from '../../../lib/reports/probe/formats';
import { parsed } from '../../support/parse-formats';

const [question] = probeOf(planFrom({ name: 'mail' }), { image: defaultImage }).questions;
if (!question) throw new Error('nothing is asked of the default installation');

/** An observation of a client called after its kind. */
const observed = (title: string, port: number, more: Partial<Observation>): Observation => ({
  ...question,
  source: { ...question.source, title, kind: 'stranger' },
  destination: 'core',
  host: 'core.probe-mail.svc',
  kind: 'pod',
  port,
  expected: 'closed',
  closedBy: 'ingress',
  inRange: undefined,
  notes: [],
  outcome: 'agrees',
  told: { answer: 'closed', word: 'TIMEOUT' },
  ...more,
});
const open = { answer: 'open', word: 'OPEN' } as const;
const outside = { service: 'Service mail/public', policy: 'Local', address: '192.0.2.1', port: 30025, expected: 'open', tellsAddress: true } as const;

/** Every outcome, of clients inside and outside. */
const matrix: Matrix = {
  installation: 'mail',
  observations: [
    observed('a stranger', 5432, {}),
    observed('a stranger', 25, { expected: 'open', closedBy: undefined, told: open, destination: 'Service mail-postfix', kind: 'service' }),
    observed('a stranger', 8090, { outcome: 'open', told: open }),
    observed('a stranger', 8091, { outcome: 'open', told: open, closedBy: 'egress' }),
    observed('a stranger', 8092, { outcome: 'open', told: open, closedBy: 'both' }),
    observed('a peer', 143, { expected: 'open', closedBy: undefined, outcome: 'closed', told: { answer: 'closed', word: 'REFUSED' } }),
    observed('a peer', 110, { expected: 'undecided', closedBy: undefined, outcome: 'undecided', told: open, notes: ['The nodes are not known'] }),
    observed('a peer', 111, { expected: 'undecided', closedBy: undefined, outcome: 'undecided', notes: ['The nodes are not known'] }),
    observed('a peer', 993, { outcome: 'unanswered', told: undefined }),
    observed('a peer', 995, { outcome: 'unanswered', told: { answer: 'unknown', word: 'DNS' } }),
  ],
  outside: [
    { ...outside, outcome: 'agrees', seen: '198.51.100.7' },
    { ...outside, outcome: 'lost', seen: '192.0.2.1', address: '192.0.2.2' },
    { ...outside, outcome: 'open', expected: 'closed', address: '192.0.2.3', policy: 'Cluster' },
    { ...outside, outcome: 'closed', address: '192.0.2.4' },
    { ...outside, outcome: 'undecided', address: '192.0.2.5' },
  ],
  diagnoses: ['The network lets all pass.', 'Names were not found.'],
  notAsked: ['UDP: the clients speak TCP alone'],
};

test.each(probeFormats)('each outcome reads as last reviewed: %s', (format) => expect(formatProbes([matrix], format)).toMatchSnapshot());

test('twenty lines are listed, and the rest is counted', () => {
  const many = (count: number) => ({
    ...matrix,
    outside: [],
    observations: Array.from({ length: count }, (_, index) => observed('a stranger', index + 1, { outcome: 'open', told: open })),
  });
  const lines = (count: number) =>
    formatProbes([many(count)], 'text')
      .split('\n')
      .filter((line) => /should be closed|… and/.test(line));
  expect(lines(20)).toHaveLength(20);
  expect(lines(21)).toHaveLength(21);
  expect(lines(21).at(-1)).toBe('  … and 1 more; --format json lists all');
  expect(lines(23).at(-1)).toBe('  … and 3 more; --format json lists all');
});

test('CSV has a line for each connection, inside and from outside', () => {
  const [head, ...lines] = formatProbes([matrix], 'csv').trimEnd().split('\n');
  expect(head).toBe('installation,source,destination,protocol,port,intended,found,outcome');
  expect(lines).toHaveLength(matrix.observations.length + matrix.outside.length);
  expect(lines).toContain('mail,a stranger,core,TCP,8090,closed,open,open');
  expect(lines).toContain('mail,outside,Service mail/public by 192.0.2.2,TCP,30025,open,open,lost');
});

test('Markdown lists what is not as intended, folded if it is long, and escapes what sources are called', () => {
  const lines = (count: number, title = 'a stranger') =>
    formatProbes(
      [{ ...matrix, outside: [], observations: Array.from({ length: count }, () => observed(title, 5432, { outcome: 'open', told: open })) }],
      'markdown',
    );
  const [few = '', many = '', hostile = ''] = parsed({ markdown: [lines(20), lines(21), lines(1, '<script>a|b')] }).markdown;
  expect(few).toMatch(/<strong>cdk8s-bluemind probe mail: 20 connections: 0 as intended, 20 not/);
  expect(few.match(/<li>a stranger =&gt; core : TCP 5432: should be closed/g)).toHaveLength(20);
  expect(few).toContain('<strong>Not as intended</strong>');
  expect(many).toContain('<summary>Not as intended 21</summary>');
  expect(hostile).not.toContain('<script>');
  expect(hostile).toContain('&lt;script&gt;a|b');
});

test('several installations come one after the other', () => {
  const text = formatProbes([matrix, { ...matrix, installation: 'other' }], 'text');
  expect([...text.matchAll(/^(\w+): 15 connections: 3 as intended, 7 not, 3 undecided, 2 without an answer$/gm)].map(([, name]) => name)).toEqual([
    'mail',
    'other',
  ]);
});
