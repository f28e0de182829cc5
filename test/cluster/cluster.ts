import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubectl as kubectlPath } from '../tools/kubernetes-tools';
import { ending, stopped } from './lab/processes';

/** What the API server answered. */
export interface Answer {
  readonly status: number;
  /** JSON, or the text if it is not JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: objects of many kinds, which only tests read
  readonly body: any;
  /** Texts of the Warning headers. */
  readonly warnings: readonly string[];
}

/** A cluster that tests talk to. */
export interface Cluster {
  /** Version of the API server, such as `v1.36.3`. */
  readonly version: string;
  /** @param as user in whose name it is asked. @default - that of the kubeconfig */
  readonly request: (method: string, path: string, body?: unknown, contentType?: string, as?: string) => Promise<Answer>;
  readonly kubectl: (
    args: readonly string[],
    input?: string,
  ) => Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }>;
  readonly close: () => Promise<void>;
}

/** How to reach a cluster. */
export interface Connection {
  readonly kubeconfig: string;
  /** The command in the network in which the API server can be reached. @default - that of the tests */
  readonly inside?: (command: readonly string[]) => readonly string[];
}

/**
 * Connects to a cluster. Requests go through `kubectl proxy` on a Unix socket: whatever way of logging in the kubeconfig has, kubectl knows it.
 * @throws Error if nothing answers
 */
export async function connect({ kubeconfig, inside = (command) => command }: Connection): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'cluster-connection-'));
  const socketPath = join(folder, 'socket');
  const env = { ...process.env, KUBECONFIG: kubeconfig };
  const [program = '', ...args] = ending(inside([kubectlPath, 'proxy', `--unix-socket=${socketPath}`]));
  const proxy = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  await Promise.race([once(proxy.stdout, 'data'), once(proxy, 'exit')]);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const close = async () => {
    agent.destroy();
    await stopped(proxy);
    rmSync(folder, { recursive: true });
  };

  const request: Cluster['request'] = (method, path, body, contentType = 'application/json', as) =>
    new Promise((resolve, reject) => {
      const call = httpRequest(
        {
          agent,
          socketPath,
          method,
          path,
          headers: { accept: 'application/json', 'content-type': contentType, ...(as && { 'impersonate-user': as }) },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const warnings = response.headersDistinct.warning ?? [];
            resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(chunks).toString()), warnings });
          });
        },
      );
      call.on('error', reject);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });

  const kubectl: Cluster['kubectl'] = (kubectlArgs, input = '') =>
    new Promise((resolve) => {
      const [command = '', ...rest] = inside([kubectlPath, ...kubectlArgs]);
      const child = execFile(command, rest, { env, maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
        resolve({ status: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr }),
      );
      child.stdin?.end(input);
    });

  try {
    const { body } = await request('GET', '/version');
    if (typeof body?.gitVersion !== 'string') throw new Error(`${kubeconfig}: the API server does not answer: ${String(body).trim()}`);
    return { version: body.gitVersion, request, kubectl, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
