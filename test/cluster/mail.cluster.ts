/**
 * A mail exchange over the rendered Services: real clients outside, Postfix and Dovecot in a pod. The mail server must see the client's address; where it
 * sees the node's, it relays for strangers, which is what the settings refuse.
 */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { planFrom } from '../../lib/plan';
import type { InstallationProps } from '../../lib/settings';
import { type Laboratory, startLaboratory } from './lab/laboratory';
import { type MailServer, mailbox, startMailServer } from './lab/mail-server';
import { nodeAddresses, nodes, outside, podAddresses } from './lab/network';
import { inNamespace } from './lab/network-namespaces';
import { eventually } from './lab/processes';
import { type Scenario, type StandingScenario, stand } from './packets/scenario';

const settings: Partial<InstallationProps> = {
  entryPoints: { public: { type: 'LoadBalancer', provider: 'metallb' } },
  cluster: { podCidrs: [podAddresses], nodeCidrs: [nodeAddresses] },
};

const client = outside['client 198.51.100.7'];
const neighbours = [podAddresses, nodeAddresses];

let laboratory: Laboratory;

beforeAll(async () => {
  laboratory = await startLaboratory();
});

afterAll(async () => laboratory?.stop());

/** The rendered objects with a mail server behind them. */
function served(scenario: Scenario, index: number) {
  let standing: StandingScenario;
  let server: MailServer;
  let address: string;

  beforeAll(async () => {
    standing = await stand(laboratory, { ...scenario, keeps: ({ name }) => name === 'all-in-one-0' }, index);
    const [pod] = standing.pods;
    address = standing.services.find(({ balancer }) => balancer !== undefined)?.balancer ?? '';
    if (!pod) throw new Error('there is no pod');
    await pod.place.agent.listen({ name: pod.title, tcp: [], udp: [] });
    server = startMailServer(pod.place.namespace, neighbours);
    await eventually('Postfix takes connections', async () => ((await swaks('--quit-after', 'EHLO')).status === 0 ? true : undefined));
  });

  afterAll(async () => {
    server?.stop();
    await standing?.remove();
  });

  const swaks = (...args: readonly string[]) =>
    ask('swaks', ['--server', address, '--from', 'stranger@example.net', '--to', mailbox.address, '--timeout', '10', ...args]);
  return { swaks, log: () => server.log(), address: () => address };
}

/** Runs a client outside of the cluster. */
async function ask(program: string, args: readonly string[]): Promise<{ readonly status: number; readonly text: string }> {
  const [command = '', ...rest] = inNamespace(client.namespace, [program, ...args]);
  try {
    const { stdout, stderr } = await promisify(execFile)(command, rest, { timeout: 30_000 });
    return { status: 0, text: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = Object.assign({ code: 1, stdout: '', stderr: '' }, error);
    return { status: Number(code), text: `${stdout}${stderr}` };
  }
}

const login = ['--auth', 'PLAIN', '--auth-user', mailbox.name, '--auth-password', mailbox.password];

describe('as rendered, Local', () => {
  const { swaks, log, address } = served({ name: 'Local', settings }, 0);
  const seen = `unknown[${client.address}]`;

  test.each([
    ['SMTP', ['--port', '25'], /connect from /],
    ['SMTP with STARTTLS', ['--port', '25', '--tls'], /TLS connection established from /],
    ['submission', ['--port', '587', '--tls', ...login], /sasl_username=user/],
    ['submissions', ['--port', '465', '--tls-on-connect', ...login], /sasl_username=user/],
  ])('%s delivers, and Postfix sees the client', async (name, args, line) => {
    const { status, text } = await swaks(...args, '--header', `Subject: by ${name}`);
    expect({ status, text }).toEqual({ status: 0, text: expect.stringContaining('250 2.0.0 Ok: queued') });
    expect(log()).toContain(`client=${seen}`);
    expect(
      log()
        .split('\n')
        .filter((entry) => line.test(entry) && !entry.includes(seen) && !entry.includes(`[${nodes[0].address}]`)),
    ).toEqual([]);
  });

  test('IMAPS: the certificate is shown, the mail has arrived, and Dovecot sees the client', async () => {
    const shown = await ask('sh', ['-c', `echo . LOGOUT | openssl s_client -quiet -verify_quiet -connect ${address()}:993 2>&1`]);
    expect(shown.text).toContain('IMAP4rev1');
    const { text } = await eventually('all mails are delivered', async () => {
      const listed = await ask('curl', [...curl, '--request', 'SEARCH SUBJECT "by"', `imaps://${address()}/INBOX`]);
      return /SEARCH 1 2 3 4/.test(listed.text) ? listed : undefined;
    });
    expect(text).toContain('* SEARCH 1 2 3 4');
    expect((await ask('curl', [...curl, `imaps://${address()}/INBOX;MAILINDEX=1`])).text).toContain(`Received: from`);
    expect(log()).toContain(`rip=${client.address}`);
  });

  test('a stranger may not relay, and without a login nothing is submitted', async () => {
    expect((await swaks('--to', 'victim@elsewhere.test')).text).toContain('554 5.7.1 <victim@elsewhere.test>: Relay access denied');
    expect((await swaks('--port', '587', '--tls')).text).toMatch(/554 5\.7\.1 .*Client host rejected/);
  });
});

describe('mutated: externalTrafficPolicy is Cluster', () => {
  const { swaks, log } = served(
    {
      name: 'Cluster',
      settings,
      mutate: (objects) =>
        objects.map((object) => JSON.parse(JSON.stringify(object).replace('"externalTrafficPolicy":"Local"', '"externalTrafficPolicy":"Cluster"'))),
    },
    1,
  );

  test('Postfix sees a node, and relays for a stranger', async () => {
    const { status } = await swaks('--to', 'victim@elsewhere.test');
    expect(status).toBe(0);
    expect(log()).toContain(`client=unknown[${nodes[1].address}]`);
    expect(log()).not.toContain(client.address);
    await eventually('the mail goes out', () => (/to=<victim@elsewhere.test>, relay=none, .*status=sent/.test(log()) ? true : undefined));
  });

  test('the settings refuse it', () => {
    const cluster = {
      ...settings,
      name: 'mail',
      entryPoints: { public: { type: 'LoadBalancer' as const, externalTrafficPolicy: 'Cluster' as const } },
    };
    expect(() => planFrom(cluster)).toThrow(/smtp.*open relay|open relay.*smtp|mynetworks/s);
  });
});

const curl = ['--silent', '--show-error', '--insecure', '--max-time', '10', '--user', `${mailbox.name}:${mailbox.password}`];
