import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/** What the names of all network namespaces of the laboratory begin with. */
export const namespacePrefix = 'bmlab-';

/** A command inside of a network namespace. */
export const inNamespace = (namespace: string, command: readonly string[]): readonly string[] => ['ip', 'netns', 'exec', namespace, ...command];

/** The folder whose files appear in /etc for commands inside of a network namespace. */
export const ownFiles = (namespace: string): string => `/etc/netns/${namespace}`;

/** Runs a command inside of a network namespace. */
export function run(namespace: string, command: readonly string[], input = ''): string {
  const [program = '', ...args] = inNamespace(namespace, command);
  return execFileSync(program, args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
}

/** Runs a command that leaves a process behind; its output is not waited for. */
export function startDaemon(namespace: string, command: readonly string[]): void {
  const [program = '', ...args] = inNamespace(namespace, command);
  execFileSync(program, args, { stdio: 'ignore' });
}

/** Runs several commands of `ip` inside of a network namespace, or outside of all. */
export const ip = (namespace: string | undefined, lines: readonly string[]): void =>
  void execFileSync('ip', [...(namespace === undefined ? [] : ['-n', namespace]), '-batch', '-'], {
    input: `${lines.join('\n')}\n`,
    stdio: ['pipe', 'pipe', 'pipe'],
  });

/** Kernel settings that every namespace of the laboratory has: answers to refused packets are not rationed, and packets may come by any way. */
const settings = ['net.ipv4.conf.all.rp_filter=0', 'net.ipv4.conf.default.rp_filter=0', 'net.ipv4.icmp_ratemask=0'];

/** Makes a network namespace with a loopback interface. */
export function addNamespace(namespace: string, more: readonly string[] = []): void {
  ip(undefined, [`netns add ${namespace}`]);
  ip(namespace, ['link set lo up']);
  run(namespace, ['sysctl', '-qw', ...settings, ...more]);
}

/** Ends what runs in the laboratory's network namespaces and removes them, those of a killed run included. */
export function removeNamespaces(): void {
  const names = execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '')
    .filter((name) => name.startsWith(namespacePrefix));
  for (const name of names) {
    for (const pid of execFileSync('ip', ['netns', 'pids', name], { encoding: 'utf8' }).split('\n'))
      if (pid !== '') process.kill(Number(pid), 'SIGKILL');
    ip(undefined, [`netns del ${name}`]);
    rmSync(ownFiles(name), { recursive: true, force: true });
  }
}
