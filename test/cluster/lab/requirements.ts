import { spawnSync } from 'node:child_process';

/** A command that the laboratory runs, and what brings it. */
interface Requirement {
  readonly command: string;
  /** Arguments with which it ends at once and well. */
  readonly check: readonly string[];
  readonly broughtBy: string;
}

const requirements: readonly Requirement[] = [
  { command: 'go', check: ['version'], broughtBy: 'Go 1.26 or newer (https://go.dev/dl)' },
  { command: 'etcd', check: ['--version'], broughtBy: 'apt-get install etcd-server' },
  { command: 'ip', check: ['-V'], broughtBy: 'apt-get install iproute2' },
  { command: 'iptables', check: ['--version'], broughtBy: 'apt-get install iptables' },
  { command: 'nft', check: ['--version'], broughtBy: 'apt-get install nftables' },
  { command: 'conntrack', check: ['--version'], broughtBy: 'apt-get install conntrack' },
  { command: 'setpriv', check: ['--version'], broughtBy: 'apt-get install util-linux' },
  { command: 'haproxy', check: ['-v'], broughtBy: 'apt-get install haproxy' },
  { command: 'postfix', check: ['-h'], broughtBy: 'apt-get install postfix' },
  { command: 'doveconf', check: ['-n'], broughtBy: 'apt-get install dovecot-imapd' },
  { command: 'swaks', check: ['--version'], broughtBy: 'apt-get install swaks' },
  { command: 'openssl', check: ['version'], broughtBy: 'apt-get install openssl' },
  { command: 'curl', check: ['--version'], broughtBy: 'apt-get install curl' },
];

/** What keeps the laboratory from running on this machine, one line for each; empty if nothing does. */
export function missingRequirements(): readonly string[] {
  return [
    ...(process.platform === 'linux' ? [] : [`this is ${process.platform}: network namespaces are Linux's`]),
    ...(process.getuid?.() === 0 ? [] : ['you are not root: network namespaces and iptables need it']),
    ...requirements
      .filter(({ command, check }) => spawnSync(command, check, { stdio: 'ignore' }).error !== undefined)
      .map(({ command, broughtBy }) => `${command} is not installed: ${broughtBy}`),
  ];
}
