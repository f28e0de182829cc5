import type { Release } from '../../../catalogue';
import type { Advice, ChecklistItem, Snippet } from '../../model';
import { shell } from '../../snippets';
import { type EntryPointInput, type ExposedPort, listNames } from '../entry-point';

/**
 * Configuration of BlueMind itself before its listeners understand the PROXY protocol, by component: no manifest can do it.
 * Facts: docs/reference/bluemind-clients-addresses.md (configure-nginx.sh, bm-mail-proxy.conf, master.cf).
 * @param trusted addresses that send the header. By default those of the settings, else those of the nodes, else those of the pods
 */
export function proxyChecklist(input: EntryPointInput, trusted: readonly string[] = trustedAddresses(input)): readonly ChecklistItem[] {
  const { installation, name, exposed } = input;
  const proxied = exposed.filter(({ proxyListener }) => proxyListener).sort((a, b) => a.port.number - b.port.number);
  return listeners.flatMap(({ isServed, where, advice }): readonly ChecklistItem[] => {
    const served = proxied.filter(isServed);
    const component = served[0]?.port.component;
    return component === undefined
      ? []
      : [{ entryPoint: name, where: where ?? component, owner: 'bluemind', ...advice({ served, release: installation.settings.release, trusted }) }];
  });
}

interface Request {
  /** Exposed ports that this kind of listener serves, at least one. */
  readonly served: readonly ExposedPort[];
  readonly release: Release;
  readonly trusted: readonly string[];
}

interface Listener {
  readonly isServed: (port: ExposedPort) => boolean;
  /** @default - the component that listens */
  readonly where?: string;
  readonly advice: (request: Request) => Advice;
}

const isWeb = ({ port }: ExposedPort): boolean => ['http', 'https'].includes(port.name);
const isMailProxied = ({ port }: ExposedPort): boolean => ['imap', 'imaps', 'pop3', 'pop3s'].includes(port.name);

/** Each way to configure BlueMind's listeners. */
const listeners: readonly Listener[] = [
  { isServed: isWeb, advice: web },
  { isServed: isMailProxied, advice: mailProxy },
  { isServed: ({ port }) => port.component === 'postfix', advice: postfix },
  {
    isServed: (one) => !isWeb(one) && !isMailProxied(one) && one.port.component !== 'postfix',
    where: 'BlueMind',
    advice: other,
  },
];

/** BlueMind's switch changes 443; you configure every other web listener in nginx. */
function web({ served, trusted }: Request): Advice {
  const isTurnedOver = ({ port, proxyListener }: ExposedPort): boolean => port.name === 'https' && proxyListener?.podNumber === port.podNumber;
  const byHand = served.filter((one) => !isTurnedOver(one));
  const listeners = byHand.map(
    ({ port, proxyListener }) => `'listen ${proxyListener?.podNumber}${port.name === 'https' ? ' ssl' : ''} proxy_protocol'`,
  );
  const [first = 'the addresses of the balancer', ...more] = trusted;
  const isSwitched = served.some(isTurnedOver);
  const what = [
    ...(isSwitched
      ? [
          `Create /etc/nginx/bm-nginx-use-proxy-protocol with '${first}' as its first line and configure nginx again: from then on 443 accepts only connections with a PROXY header.`,
          ...(more.length > 0 ? [`BlueMind reads one block of addresses there; add set_real_ip_from manually for ${more.join(', ')}.`] : []),
        ]
      : []),
    ...(byHand.length > 0
      ? [
          `Add ${listeners.join(' and ')} for ${listNames(byHand)} to nginx's virtual host manually, with ${realIp(trusted)}: BlueMind's own switch (/etc/nginx/bm-nginx-use-proxy-protocol) covers only 443.`,
        ]
      : []),
  ].join(' ');
  return {
    what,
    snippet:
      byHand.length > 0
        ? nginx(
            byHand.map(({ port, proxyListener }) => `listen ${proxyListener?.podNumber}${port.name === 'https' ? ' ssl' : ''} proxy_protocol;`),
            trusted,
          )
        : shell(`echo '${first}' > /etc/nginx/bm-nginx-use-proxy-protocol`),
  };
}

/** Listeners of nginx, with the addresses whose PROXY headers they trust. */
const nginx = (listeners: readonly string[], trusted: readonly string[]): Snippet => ({
  language: 'nginx',
  text: [...listeners, ...(trusted.length > 0 ? trusted : ['ADDRESSES-OF-THE-BALANCER']).map((cidr) => `set_real_ip_from ${cidr};`)].join('\n'),
});

/** BlueMind 5 ships the directives for 143 and 110, commented out; BlueMind 4 has none. */
function mailProxy({ served, release, trusted }: Request): Advice {
  const snippet = nginx(
    served.map(({ port, proxyListener }) => `listen ${proxyListener?.podNumber} proxy_protocol; # ${port.name}`),
    trusted,
  );
  const listen = `'listen NUMBER proxy_protocol' for ${listNumbers(served)} and ${realIp(trusted)} in nginx's mail proxy (bm-mail-proxy.conf)`;
  if (release === '4')
    return {
      snippet,
      what: `BlueMind 4 has no setting that makes ${listNames(served)} accept a PROXY header. Add listeners manually: ${listen}, and again after each update that replaces the file; without them these ports answer no client.`,
    };
  const protocols = [...new Set(served.map(({ port }) => port.name.replace(/s$/, '')))].sort();
  const settings = protocols.map((protocol) => `${protocol}.proxy-protocol=true in /etc/bm/${protocol}.conf`).join(' and ');
  return {
    snippet,
    what: `Add listeners that accept a PROXY header: ${listen}, which contains those of 143 and 110 as comments; to send the address to BlueMind, set 'proxy_protocol on' there together with ${settings}.`,
  };
}

function postfix({ served, trusted }: Request): Advice {
  const services = served.map(({ port, proxyListener }) => `${proxyListener?.podNumber} after the model of ${port.name}`).join(', ');
  return {
    snippet: {
      language: 'ini',
      text: served
        .map(({ proxyListener }) => `${proxyListener?.podNumber} inet n - n - - smtpd\n  -o smtpd_upstream_proxy_protocol=haproxy`)
        .join('\n'),
    },
    what: `Add a separate service to master.cf manually for each listener (${services}), with '-o smtpd_upstream_proxy_protocol=haproxy'; BlueMind has no setting for it. Postfix trusts every header that it gets, so only ${trusted.join(', ') || 'the balancer'} may connect to it; keep those addresses out of mynetworks.`,
  };
}

function other({ served }: Request): Advice {
  return {
    snippet: shell(...served.map(({ proxyListener }) => `ss --listening --tcp --numeric --processes 'sport = :${proxyListener?.podNumber}'`)),
    what: `No way is known to make ${listNames(served)} expect a PROXY header; check that ${listNumbers(served)} expects one before the balancer sends it.`,
  };
}

const listNumbers = (ports: readonly ExposedPort[]): string =>
  ports.map(({ port, proxyListener }) => `${proxyListener?.podNumber} (${port.name})`).join(', ');

const realIp = (trusted: readonly string[]): string =>
  trusted.length > 0 ? trusted.map((cidr) => `'set_real_ip_from ${cidr}'`).join(', ') : "'set_real_ip_from' of the balancer's addresses";

function trustedAddresses({ installation, settings }: EntryPointInput): readonly string[] {
  const { nodeCidrs, podCidrs } = installation.settings.cluster;
  const own = 'proxyProtocol' in settings ? (settings.proxyProtocol?.trustedCidrs ?? []) : [];
  return [...([own, nodeCidrs, podCidrs].find((cidrs) => cidrs.length > 0) ?? [])].sort();
}
