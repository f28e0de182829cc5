import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Protocol } from '../../../lib/catalogue';
import { inNamespace } from './network-namespaces';
import { ending, stopped } from './processes';

/** A connection to try, and what to say first; nothing unless given. */
export type Target = readonly [address: string, protocol: Protocol, port: number, say?: string];

/** What a connection met: the listener's name, and the address from which it saw the connection; null if nothing answered. */
export interface Answer {
  readonly listener: string;
  readonly seen: string;
}

/** Ports that an agent listens on. */
export interface Listening {
  /** What it answers to connections, with the address it sees. */
  readonly name: string;
  readonly tcp: readonly number[];
  readonly udp: readonly number[];
  /** TCP ports among them that wait for a PROXY header and answer the address in it. */
  readonly proxy?: readonly number[];
  /** Where it listens: `::` takes both families. @default 0.0.0.0 */
  readonly address?: string;
}

/** A process that listens and connects in a network namespace. */
export interface Agent {
  readonly listen: (listening: Listening) => Promise<void>;
  readonly probe: (targets: readonly Target[]) => Promise<readonly (Answer | null)[]>;
  readonly stop: () => Promise<void>;
}

/** Starts an agent in a network namespace. */
export function startAgent(namespace: string): Agent {
  const [command = '', ...args] = ending(inNamespace(namespace, [process.execPath, join(__dirname, 'agent-process.js')]));
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting: ((line: string) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line));
  child.on('exit', () => {
    for (const answer of waiting) answer(JSON.stringify({ error: 'the agent has ended' }));
  });
  const order = (what: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      waiting.push((line) => {
        const answer = JSON.parse(line);
        if (answer?.error) reject(new Error(`${namespace}: ${answer.error}`));
        else resolve(answer);
      });
      child.stdin.write(`${JSON.stringify(what)}\n`);
    });
  return {
    listen: async (listening) => void (await order({ listen: listening })),
    probe: async (targets) => {
      const answers = await order({ probe: targets });
      return Array.isArray(answers) ? answers.map(answerOf) : [];
    },
    stop: () => stopped(child),
  };
}

function answerOf(text: unknown): Answer | null {
  const [listener = '', seen = ''] = typeof text === 'string' ? text.split(' ') : [];
  return listener === '' ? null : { listener, seen };
}
