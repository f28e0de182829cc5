import { spawn } from 'node:child_process';
import { type Fault, InputError } from '../base/faults';
import { codeOf } from '../base/system-errors';

/** The result of a run of kubectl. */
export interface KubectlAnswer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs kubectl.
 * @param input its standard input; empty by default, so that it does not ask for a password
 * @throws InputError if it cannot be run, or does not end
 */
export type Kubectl = (args: readonly string[], input?: string) => Promise<KubectlAnswer>;

/** Which kubectl, and with which credentials. */
export interface KubectlOptions {
  /** @default 'kubectl', from PATH */
  readonly command?: string;
  /** @default - that of kubectl: KUBECONFIG, ~/.kube/config, the service account of the pod */
  readonly kubeconfig?: string;
  /** @default - the current one of the kubeconfig */
  readonly context?: string;
  /** Seconds that a request may take. @default 30 */
  readonly requestTimeout?: number;
}

/** Seconds for kubectl in addition to the request: to log in, and to read its input. */
const grace = 30;

/** The user's own kubectl, which supports every login method of a kubeconfig. Arguments do not go through a shell. */
export const kubectlOf =
  ({ command = 'kubectl', kubeconfig, context, requestTimeout = 30 }: KubectlOptions = {}): Kubectl =>
  (args, input = '') =>
    new Promise((resolve, reject) => {
      const options = [
        ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
        ...(context === undefined ? [] : [`--context=${context}`]),
        `--request-timeout=${requestTimeout}s`,
      ];
      const refuse = (message: string) => reject(new InputError([{ message }]));
      const child = spawn(command, [...options, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
      const limit = setTimeout(
        () => {
          child.kill('SIGKILL');
          refuse(
            `${command} did not finish within ${requestTimeout + grace} seconds; it may be waiting for a login: run '${command} get pods' yourself`,
          );
        },
        (requestTimeout + grace) * 1000,
      );
      const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk) => chunks.push(chunk));
        return chunks;
      });
      const text = (chunks: readonly Buffer[] = []): string => Buffer.concat(chunks).toString();
      child.on('error', (error) => {
        clearTimeout(limit);
        refuse(
          codeOf(error) === 'ENOENT'
            ? `${command} was not found; install kubectl, put it into PATH or name it with --kubectl`
            : `${command} cannot be run (${codeOf(error) ?? error.message}); install kubectl, put it into PATH or name it with --kubectl`,
        );
      });
      child.on('close', (status) => {
        clearTimeout(limit);
        resolve({ status: status ?? 1, stdout: text(stdout), stderr: text(stderr) });
      });
      // It may end without reading its input.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    });

/** Why kubectl failed. */
export type KubectlFailure =
  | { readonly kind: 'forbidden' | 'not-found' | 'conflict'; readonly message: string }
  /** The API server does not answer, or not correctly: no other request will succeed. */
  | { readonly kind: 'broken'; readonly message: string };

/** Messages of kubectl on standard error, and their meaning in plain words. */
const meanings: readonly (readonly [RegExp, KubectlFailure['kind'], string])[] = [
  [/\(Forbidden\)/, 'forbidden', ''],
  [/\(NotFound\)|could not find the requested resource|doesn't have a resource type|no matches for kind/, 'not-found', ''],
  [/\(Conflict\)|\(AlreadyExists\)/, 'conflict', ''],
  [
    /\(Unauthorized\)|must be logged in|enter Username|provide credentials/i,
    'broken',
    'the cluster does not know who you are: log in again, or name credentials with --kubeconfig and --context',
  ],
  [/context ".*" does not exist|no context exists/, 'broken', 'the kubeconfig has no such context; kubectl config get-contexts lists them'],
  [/error loading config|stat .*: no such file|invalid configuration/, 'broken', 'the kubeconfig cannot be read; name another with --kubeconfig'],
  [
    /deadline exceeded|i\/o timeout|Client\.Timeout|net\/http: request canceled|\(Timeout\)/i,
    'broken',
    'the API server did not answer in time: check it, or allow more time with --request-timeout',
  ],
  [
    /connection refused|was refused|no route to host|network is unreachable|no such host|connection reset|EOF/i,
    'broken',
    'the API server cannot be reached: check the kubeconfig, and that the cluster runs',
  ],
  [
    /x509|tls:|certificate/i,
    'broken',
    "the API server's certificate is not the one that the kubeconfig trusts: check that the kubeconfig is that of this cluster",
  ],
  [
    /\(TooManyRequests\)|\(ServiceUnavailable\)|\(InternalError\)|unable to handle the request/,
    'broken',
    'the API server, or an extension server behind it, does not work at the moment: try again',
  ],
];

/** Why a run of kubectl failed: in plain words, followed by its own message. */
export function failureOf({ status, stderr }: KubectlAnswer): KubectlFailure {
  const said = stderr
    .trim()
    .split('\n')
    .filter((line) => !/^(Warning:|[EWI]\d{4} )/.test(line))
    .join(' ')
    .replace(/^Error from server \(\w+\): |^error: /i, '');
  const [, kind = 'broken', meaning = 'kubectl failed'] = meanings.find(([pattern]) => pattern.test(stderr)) ?? [];
  const own = said === '' ? `kubectl ended with ${status}` : `kubectl: ${said}`;
  return { kind, message: meaning === '' ? said : `${meaning} (${own})` };
}

/** The answer of the API server for a path, or why there is none. */
export type Gotten = { readonly kind: 'value'; readonly value: unknown } | Exclude<KubectlFailure, { readonly kind: 'broken' }>;

/**
 * Requests a path from the API server, such as `/api/v1/services`. It needs only the right for that.
 * @throws InputError if the cluster does not answer
 */
export async function getRaw(kubectl: Kubectl, path: string): Promise<Gotten> {
  const answer = await kubectl(['get', '--raw', path]);
  if (answer.status !== 0) {
    const failure = failureOf(answer);
    if (failure.kind === 'broken') throw new InputError([brokenAt(path, failure.message)]);
    return failure;
  }
  try {
    return { kind: 'value', value: JSON.parse(answer.stdout) };
  } catch {
    throw new InputError([brokenAt(path, 'the answer is not JSON: something other than an API server answers, or the answer was cut off')]);
  }
}

const brokenAt = (path: string, message: string): Fault => ({ field: path.replace(/\?.*/, ''), message });
