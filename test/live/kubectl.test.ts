import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureOf, getRaw, kubectlOf } from '../../lib/cluster/kubectl';

const folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A program in kubectl's place. */
function program(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('kubectl is run without a shell, with the options, and asks nobody', async () => {
  const command = program('echo', `printf '%s\\n' "$@"; cat; echo said >&2; exit 3`);
  const answer = await kubectlOf({ command, kubeconfig: 'a b', context: '$HOME', requestTimeout: 5 })(['get', '; rm'], 'given');
  expect(answer).toEqual({ status: 3, stdout: '--kubeconfig=a b\n--context=$HOME\n--request-timeout=5s\nget\n; rm\ngiven', stderr: 'said\n' });
});

test.each([
  [join('/nowhere', 'kubectl'), /was not found; install kubectl/],
  [folder, /cannot be run \(EACCES\)/],
])('a kubectl that cannot be run is reported: %s', async (command, message) => {
  await expect(kubectlOf({ command })(['version'])).rejects.toThrow(message);
});

test.each([
  ['Error from server (Forbidden): services is forbidden: User "me" cannot list', 'forbidden', /^services is forbidden: User "me" cannot list$/],
  ['Error from server (NotFound): the server could not find the requested resource', 'not-found', /^the server could not find/],
  [
    'error: You must be logged in to the server (Unauthorized)',
    'broken',
    /^the cluster does not know who you are: .*\(kubectl: You must be logged in/,
  ],
  ['Please enter Username: error: EOF', 'broken', /^the cluster does not know who you are/],
  [
    'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
    'broken',
    /^the API server cannot be reached/,
  ],
  ['Unable to connect to the server: dial tcp: lookup a.invalid on 10.0.0.1:53: no such host', 'broken', /^the API server cannot be reached/],
  ['Unable to connect to the server: context deadline exceeded', 'broken', /^the API server did not answer in time: .*--request-timeout/],
  ['Unable to connect to the server: tls: failed to verify certificate: x509: unknown authority', 'broken', /certificate is not the one/],
  ['error: context "nope" does not exist', 'broken', /no such context/],
  ['error: stat /nonexistent: no such file or directory', 'broken', /kubeconfig cannot be read/],
  ['Error from server (ServiceUnavailable): the server is currently unable to handle the request', 'broken', /does not work at the moment/],
  ['E1124 15:02:11.1 memcache.go:265] "Unhandled Error"\nThe connection to the server x:1 was refused', 'broken', /\(kubectl: The connection to/],
  ['', 'broken', /^kubectl failed \(kubectl ended with 1\)$/],
])('%s', (stderr, kind, message) => {
  expect(failureOf({ status: 1, stdout: '', stderr })).toEqual({ kind, message: expect.stringMatching(message) });
});

test('an answer that is no JSON is a fault', async () => {
  await expect(getRaw(async () => ({ status: 0, stdout: '<html>', stderr: '' }), '/apis?x=1')).rejects.toThrow(/^\/apis: the answer is not JSON/);
  expect(await getRaw(async () => ({ status: 0, stdout: '{"a":1}', stderr: '' }), '/apis')).toEqual({ kind: 'value', value: { a: 1 } });
});
