import type { InstallationProps } from '../../../lib/settings';
import { accepted, expose, refusals, withEdge } from './support';

const hosts = ['mail.example.org'];
const noController = { cluster: {} };

/** An added external port. */
const own = (port: { readonly number: number; readonly endNumber?: number; readonly protocol?: 'UDP' }): Partial<InstallationProps> => ({
  additions: {
    components: [{ name: 'gadget', description: 'A gadget', role: 'core' }],
    ports: [{ audience: 'external', name: 'gadget', component: 'gadget', description: 'A gadget', encryption: 'none', ...port }],
  },
});

const table: readonly { readonly name: string; readonly settings: InstallationProps; readonly lines: readonly string[] }[] = [
  {
    name: 'the address of mail clients is lost',
    settings: withEdge({ type: 'Traefik' }, expose('smtp')),
    lines: [
      'entryPoints.edge: hides the address of clients on smtp: BlueMind sees the address of Traefik, which opens its own connections. If BlueMind lets its own network relay, it is then an open relay; blocklists and greylisting judge the wrong host, and one ban blocks everyone. Either have Traefik send it by proxyProtocol, or expose them through a LoadBalancer with externalTrafficPolicy: Local, or say under acceptLostClientAddress why this is harmless here',
    ],
  },
  {
    name: 'nobody knows where the controller runs',
    settings: withEdge({ type: 'HAProxy' }, expose('xmpp-client'), noController),
    lines: [
      "entryPoints.edge: HAProxy 'edge' needs to know where its controller runs, so that policies can admit it; give cluster.ingressController its namespace and podLabels, or hostNetwork: true",
    ],
  },
  {
    name: 'a controller on its hosts whose addresses are unknown',
    settings: withEdge({ type: 'Traefik', proxies: { hostNetwork: true } }, expose('xmpp-client'), noController),
    lines: [
      'entryPoints.edge.proxies.hostNetwork: its connections come from the addresses of the nodes, which policies must name; list them under cluster.nodeCidrs',
    ],
  },
  {
    name: 'UDP',
    settings: withEdge({ type: 'Traefik' }, expose('gadget'), own({ number: 9999, protocol: 'UDP' })),
    lines: ['expose.gadget: is UDP, and Traefik routes only TCP; expose it through a LoadBalancer'],
  },
  {
    name: "a number of the controller's own",
    settings: withEdge({ type: 'HAProxy', bindPorts: { smtp: 8080 }, acceptLostClientAddress: accepted }, expose('smtp')),
    lines: ['entryPoints.edge.bindPorts.smtp: 8080: the controller itself listens on it (1024, 1042, 6060, 8080, 8443); give another number'],
  },
  {
    name: 'one entry point of Traefik for two numbers',
    settings: withEdge(
      { type: 'Traefik', entryPoints: { pop3s: 'imaps' }, hosts: ['imap.example.org'], acceptLostClientAddress: accepted },
      {
        ...expose('imaps'),
        pop3s: 'other',
      },
      {
        entryPoints: {
          edge: { type: 'Traefik', hosts: ['imap.example.org'], acceptLostClientAddress: accepted },
          other: { type: 'Traefik', entryPoints: { pop3s: 'imaps' }, hosts: ['pop.example.org'], acceptLostClientAddress: accepted },
        },
      },
    ),
    lines: [
      "entryPoints.other.entryPoints.pop3s: Traefik's entry point 'imaps' leads 'imaps' of 'edge' on 993 already and cannot listen on 995 too; name another",
    ],
  },
  {
    name: 'a range of ports',
    settings: withEdge({ type: 'IngressNginx' }, expose('gadget'), own({ number: 9990, endNumber: 9999 })),
    lines: ['expose.gadget: is the range 9990-9999, and ingress-nginx opens single ports; expose it through a LoadBalancer'],
  },
  {
    name: 'http alone',
    settings: withEdge({ type: 'Traefik', hosts }, expose('http')),
    lines: ["expose.http: only redirects browsers to https; expose https through 'edge' too, or keep http inside"],
  },
  {
    name: 'https without hosts',
    settings: withEdge({ type: 'HAProxy' }, expose('https')),
    lines: [
      "entryPoints.edge.hosts: is empty, but HAProxy serves other applications on the port of https too, by name; list the hosts of BlueMind's external URL",
    ],
  },
  {
    name: 'TLS passed through by name without names',
    settings: withEdge({ type: 'Traefik', tlsMode: 'passthrough' }, expose('https')),
    lines: [
      "entryPoints.edge.hosts: is empty, but Traefik serves other applications on the port of https too, by name; list the hosts of BlueMind's external URL",
    ],
  },
  {
    name: 'hosts that nothing is told apart by',
    settings: withEdge({ type: 'HAProxy', hosts, acceptLostClientAddress: accepted }, expose('imaps')),
    lines: [
      "entryPoints.edge.hosts: have no effect: nothing exposed through 'edge' is distinguished by name; expose https through it, or remove them",
    ],
  },
  {
    name: 'a certificate and its check without https that ends here',
    settings: withEdge({ type: 'Traefik', hosts, tlsMode: 'passthrough', tls: { secret: 'own' }, backendTls: { caSecret: 'ca' } }, expose('https')),
    lines: [
      "entryPoints.edge.tls: has no effect: no https exposed through 'edge' ends at Traefik; all other TLS ends at BlueMind, with its own certificate; remove it",
      "entryPoints.edge.backendTls: has no effect: no https exposed through 'edge' ends at Traefik; all other TLS ends at BlueMind, with its own certificate; remove it",
    ],
  },
  {
    name: 'a certificate to be checked for no single name',
    settings: withEdge({ type: 'Traefik', hosts: ['*.example.org'], backendTls: { caSecret: 'ca' } }, expose('https')),
    lines: [
      "entryPoints.edge.backendTls.serverName: is needed, since '*.example.org' is not a single name that BlueMind's certificate could contain; give a name that it contains",
    ],
  },
  {
    name: 'a name that HAProxy does not check',
    settings: withEdge({ type: 'HAProxy', hosts, backendTls: { caSecret: 'ca', serverName: 'bm.example.org' } }, expose('https')),
    lines: [
      "entryPoints.edge.backendTls.serverName: 'bm.example.org': controller 'haproxy' checks by which authority the certificate was issued, not for which name; remove it",
    ],
  },
  {
    name: 'a check that no annotation asks for',
    settings: withEdge({ type: 'Ingress', controller: 'nginx', hosts, backendTls: { caSecret: 'ca' } }, expose('https')),
    lines: [
      "entryPoints.edge.backendTls: no annotation is known that makes controller 'nginx' check BlueMind's certificate; set annotations yourself, or remove it",
    ],
  },
  {
    name: 'a PROXY header on what Traefik sends in requests of its own',
    settings: withEdge({ type: 'Traefik', hosts, proxyProtocol: { ports: ['http', 'https'] } }, expose('http', 'https')),
    lines: [
      "entryPoints.edge.proxyProtocol.ports[0]: 'http' takes no PROXY header: Traefik redirects browsers to https by itself; remove it",
      "entryPoints.edge.proxyProtocol.ports[1]: 'https' takes no PROXY header: Traefik sends its own HTTP requests to BlueMind, with the client's address in an HTTP header; remove it, or set tlsMode: passthrough",
    ],
  },
  {
    name: 'a target for a PROXY header that is never sent',
    settings: withEdge({ type: 'IngressNginx', hosts, proxyProtocol: { targetPorts: { https: 10443 } } }, expose('https')),
    lines: [
      "entryPoints.edge.proxyProtocol.targetPorts.https: 'https' takes no PROXY header: ingress-nginx sends its own HTTP requests to BlueMind, with the client's address in an HTTP header; remove it",
    ],
  },
  {
    name: 'addresses of a balancer where policies admit the controller',
    settings: withEdge({ type: 'Traefik', proxyProtocol: { targetPorts: { smtp: 10025 }, trustedCidrs: ['10.0.0.0/24'] } }, expose('smtp')),
    lines: [
      'entryPoints.edge.proxyProtocol.trustedCidrs: is for balancers outside the cluster; here policies admit the pods of the controller (proxies, or cluster.ingressController); remove it',
    ],
  },
  {
    name: 'a listener that is not apart',
    settings: withEdge({ type: 'Traefik', proxyProtocol: {} }, expose('smtp')),
    lines: [
      "entryPoints.edge.proxyProtocol.targetPorts: has no port for 'smtp': its listener that expects the PROXY header must be separate from the plain one, which clients inside the cluster use; add 'smtp: 1....'",
    ],
  },
  {
    name: 'a version that nginx does not send',
    settings: withEdge({ type: 'IngressNginx', acceptLostClientAddress: accepted }, expose('smtp'), {
      // A file may say what the types forbid.
      entryPoints: JSON.parse('{"edge":{"type":"IngressNginx","proxyProtocol":{"version":"v2","targetPorts":{"smtp":10025}}}}'),
    }),
    lines: ["entryPoints.edge.proxyProtocol.version: 'v2': expected 'v1'"],
  },
  {
    name: 'source ranges that ingress-nginx does not know for raw TCP',
    settings: withEdge({ type: 'IngressNginx', sourceRanges: ['192.0.2.0/24'], acceptLostClientAddress: accepted }, expose('smtp')),
    lines: [
      "entryPoints.edge.sourceRanges: cannot restrict the clients of smtp: ingress-nginx supports them only for HTTP; set loadBalancerSourceRanges of the controller's Service manually and remove them here, or use Traefik or HAProxy",
    ],
  },
  {
    name: 'what the ConfigMap of HAProxy has no place for',
    settings: withEdge(
      { type: 'HAProxy', tcp: 'config-map', sourceRanges: ['192.0.2.0/24'], trustedProxies: ['10.0.0.0/24'], acceptLostClientAddress: accepted },
      expose('smtp'),
    ),
    lines: [
      'entryPoints.edge.sourceRanges: cannot restrict the clients of smtp: the ConfigMap of TCP ports cannot express them; use tcp: custom-resource',
      'entryPoints.edge.trustedProxies: cannot be trusted on smtp: the controller reads PROXY headers on its web ports, and the ConfigMap of TCP ports cannot express them; use tcp: custom-resource',
    ],
  },
  {
    name: 'a ConfigMap that is not used',
    settings: withEdge({ type: 'HAProxy', configMap: { name: 'tcp' }, acceptLostClientAddress: accepted }, expose('smtp')),
    lines: ['entryPoints.edge.configMap: has no effect with tcp: custom-resource; remove it, or use tcp: config-map'],
  },
  {
    name: 'names for ports that are not exposed here',
    settings: withEdge({ type: 'Traefik', entryPoints: { imap: 'mail' }, acceptLostClientAddress: accepted }, expose('imaps')),
    lines: ["entryPoints.edge.entryPoints.imap: is not exposed through 'edge'; did you mean 'imaps'?; expose it or remove this line"],
  },
  {
    name: "two ports on one of Traefik's entry points",
    settings: withEdge({ type: 'Traefik', entryPoints: { smtp: 'mail', imaps: 'mail' }, acceptLostClientAddress: accepted }, expose('smtp', 'imaps')),
    lines: [
      "entryPoints.edge.entryPoints.imaps: Traefik's entry point 'mail' leads 'smtp' of 'edge' already, and the controller could not distinguish the two; name another",
    ],
  },
  {
    name: "two ports on one port of HAProxy's pods",
    settings: withEdge({ type: 'HAProxy', bindPorts: { smtp: 10993 }, acceptLostClientAddress: accepted }, expose('smtp', 'imaps')),
    lines: [
      "entryPoints.edge.bindPorts.imaps: port 10993 of HAProxy's pods leads 'smtp' of 'edge' already, and the controller could not distinguish the two; give another number",
    ],
  },
  {
    name: 'one host in a list twice',
    settings: withEdge({ type: 'Traefik', hosts: [...hosts, ...hosts] }, expose('https')),
    lines: ["entryPoints.edge.hosts: 'mail.example.org' is claimed by 'edge' already; a host has one entry point"],
  },
];

test.each(table)('$name', ({ settings, lines }) => {
  expect(refusals(settings)).toEqual(lines);
});

/** Two entry points through one controller. */
const twice = (first: object, second: object): InstallationProps => ({
  ...withEdge({ type: 'Traefik' }, { https: { entryPoint: 'cluster', reason: 'x' }, smtp: 'one', imaps: 'two' }),
  entryPoints: JSON.parse(
    JSON.stringify({ one: { ...first, acceptLostClientAddress: accepted }, two: { ...second, acceptLostClientAddress: accepted } }),
  ),
});

test("two entry points on one of Traefik's, unless two classes make them two", () => {
  const mail = (className?: string) => ({ type: 'Traefik', className, entryPoints: className === undefined ? {} : {} });
  const one = { ...mail(), entryPoints: { smtp: 'mail' } };
  const two = { ...mail(), entryPoints: { imaps: 'mail' } };
  expect(refusals(twice(one, two))).toEqual([
    "entryPoints.two.entryPoints.imaps: Traefik's entry point 'mail' leads 'smtp' of 'one' already, and the controller could not distinguish the two; name another",
  ]);
  expect(refusals(twice({ ...one, className: 'public' }, { ...two, className: 'internal' }))).toEqual([]);
});

test('two ConfigMaps for a controller that reads one', () => {
  expect(refusals(twice({ type: 'IngressNginx' }, { type: 'IngressNginx' }))).toEqual([
    "entryPoints.two.configMap: the one ConfigMap of TCP ports that IngressNginx reads is filled by 'one' already, and the controller could not distinguish the two; expose all of them through one entry point, or give className if there are two controllers",
  ]);
});

test('one ConfigMap for two controllers, unless each has one of its own', () => {
  const named = { configMap: { name: 'tcp-services' } };
  const line = "entryPoints.two.configMap: the ConfigMap 'mail/tcp-services' is filled by 'one' already, for another controller; give another name";
  const haproxy = { type: 'HAProxy', tcp: 'config-map' };
  expect(refusals(twice({ ...haproxy, ...named }, { type: 'IngressNginx', ...named }))).toEqual([line]);
  expect(refusals(twice({ type: 'IngressNginx', configMap: { name: 'bluemind-two-tcp' } }, haproxy))).toEqual([
    line.replace('tcp-services', 'bluemind-two-tcp'),
  ]);
  expect(refusals(twice({ ...haproxy, ...named, className: 'a' }, { ...haproxy, ...named, className: 'b' }))).toEqual([line]);
  expect(refusals(twice({ ...haproxy, ...named }, { type: 'IngressNginx', configMap: { ...named.configMap, namespace: 'ingress' } }))).toEqual([]);
});

test('objects of two entry points with one name', () => {
  const settings: InstallationProps = {
    ...withEdge({ type: 'Traefik' }, { https: 'edge', smtp: 'edge-web' }),
    entryPoints: { edge: { type: 'HAProxy', hosts }, 'edge-web': { type: 'Traefik', acceptLostClientAddress: accepted } },
  };
  expect(refusals(settings)).toEqual([
    "entryPoints.edge-web: one of its objects would have the name 'bluemind-edge-web', like one of entry point 'edge'; choose another name",
  ]);
});
