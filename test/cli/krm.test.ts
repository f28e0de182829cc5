import { parse } from 'yaml';
import { ranWith } from '../support/run';

const list = (functionConfig: unknown): string =>
  JSON.stringify({ apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', items: [], functionConfig });
const network = (spec: unknown, kind = 'BlueMindNetwork') => ({ apiVersion: 'cdk8s-bluemind/v1', kind, metadata: { name: 'mail' }, spec });

test.each<readonly [string, string, number, RegExp]>([
  ['an installation', list(network({})), 0, /^$/],
  [
    'nothing to prove',
    list(network({}, 'BlueMindValidation')),
    1,
    /^error: Nothing that was given belongs to installation 'mail'.*\[no-bluemind-pods\]\n$/,
  ],
  ['a fault of the settings', list(network({ isolation: 'none' })), 2, /^error: spec\.isolation: 'none': expected .*\n$/],
  ['no list', '', 2, /^error: <stdin>:1:1: is empty; expected one ResourceList of config\.kubernetes\.io\/v1/],
])('%s is answered with a list, a word on standard error, and an exit code', async (_, input, status, said) => {
  const answer = await ranWith(input, 'krm');
  expect({ status: answer.status, stderr: answer.stderr }).toEqual({ status, stderr: expect.stringMatching(said) });
  expect(parse(answer.stdout)).toMatchObject({ apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList' });
});

test('bytes that are no text are refused', async () => {
  const answer = await ranWith('\0', 'krm');
  expect(answer).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('is a binary file') });
});
