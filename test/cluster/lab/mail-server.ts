import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, startDaemon } from './network-namespaces';

/** The one mailbox there is. */
export const mailbox = { address: 'user@example.org', name: 'user', password: 'only-for-this-test' } as const;

/** Postfix and Dovecot in a pod's network namespace, as BlueMind has Postfix and Cyrus. */
export interface MailServer {
  /** What Postfix and Dovecot wrote so far. */
  readonly log: () => string;
  readonly stop: () => void;
}

/** Owner of the mailbox; no such user need exist. */
const owner = 5000;

/**
 * Starts a mail server that listens on 25, 143, 465, 587 and 993, takes mail for one domain, and relays for its neighbours without asking who they are: the nodes
 * and pods, as mynetworks of a mail server in a cluster may well have it.
 * @param names that its certificate, which ends in two days, bears
 */
export function startMailServer(namespace: string, neighbours: readonly string[], names: readonly string[] = ['mail.example.org']): MailServer {
  const folder = mkdtempSync(join(tmpdir(), 'cluster-mail-'));
  chmodSync(folder, 0o755);
  for (const name of ['postfix', 'spool', 'mail', 'run']) mkdirSync(join(folder, name));
  chownSync(join(folder, 'mail'), owner, owner);
  mkdirSync(join(folder, 'data'), { mode: 0o700 });
  const [uid, gid] = ['-u', '-g'].map((what) => Number(execFileSync('id', [what, 'postfix'], { encoding: 'utf8' })));
  chownSync(join(folder, 'data'), uid ?? 0, gid ?? 0);
  execFileSync(
    'openssl',
    [
      ...'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=mail.example.org -keyout key.pem -out certificate.pem'.split(' '),
      ...['-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`],
    ],
    { cwd: folder, stdio: 'ignore' },
  );
  writeFileSync(join(folder, 'postfix/main.cf'), postfixMain(folder, neighbours));
  writeFileSync(join(folder, 'postfix/master.cf'), postfixMaster);
  writeFileSync(join(folder, 'users'), `${mailbox.name}:{PLAIN}${mailbox.password}\n`);
  writeFileSync(join(folder, 'dovecot.conf'), dovecot(folder));
  startDaemon(namespace, ['postfix', '-c', join(folder, 'postfix'), 'start']);
  startDaemon(namespace, ['dovecot', '-c', join(folder, 'dovecot.conf')]);
  return {
    log: () => ['mail.log', 'dovecot.log'].map((name) => readFileSync(join(folder, name), 'utf8')).join(''),
    stop: () => {
      run(namespace, ['doveadm', '-c', join(folder, 'dovecot.conf'), 'stop']);
      run(namespace, ['postfix', '-c', join(folder, 'postfix'), 'stop']);
      rmSync(folder, { recursive: true });
    },
  };
}

const postfixMain = (folder: string, neighbours: readonly string[]): string => `compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
daemon_directory = /usr/lib/postfix/sbin
command_directory = /usr/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file_prefixes = ${folder}
maillog_file = ${folder}/mail.log
inet_protocols = ipv4
myhostname = mail.example.org
mydestination =
mynetworks = 127.0.0.0/8 ${neighbours.join(' ')}
virtual_mailbox_domains = example.org
virtual_mailbox_maps = inline:{ ${mailbox.address}=${mailbox.name}/ }
virtual_mailbox_base = ${folder}/mail
virtual_uid_maps = static:${owner}
virtual_gid_maps = static:${owner}
alias_maps =
local_recipient_maps =
default_transport = discard
smtpd_peername_lookup = no
disable_dns_lookups = yes
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination
smtpd_tls_cert_file = ${folder}/certificate.pem
smtpd_tls_key_file = ${folder}/key.pem
smtpd_tls_security_level = may
smtpd_tls_loglevel = 1
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
`;

const withLogin = '-o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject';

const postfixMaster = `smtp inet n - n - - smtpd
submission inet n - n - - smtpd -o smtpd_tls_security_level=encrypt ${withLogin}
465 inet n - n - - smtpd -o smtpd_tls_wrappermode=yes ${withLogin}
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
error unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
tlsmgr unix - - n 1000? 1 tlsmgr
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`;

const dovecot = (folder: string): string => `base_dir = ${folder}/run
log_path = ${folder}/dovecot.log
protocols = imap
listen = 0.0.0.0
ssl = required
ssl_cert = <${folder}/certificate.pem
ssl_key = <${folder}/key.pem
mail_location = maildir:${folder}/mail/%n
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = uid=${owner} gid=${owner} home=${folder}/mail/%n
}
service imap-login {
  inet_listener imap {
    port = 143
  }
  inet_listener imaps {
    port = 993
    ssl = yes
  }
}
service auth {
  unix_listener ${folder}/spool/private/auth {
    mode = 0660
    user = postfix
    group = postfix
  }
}
`;
