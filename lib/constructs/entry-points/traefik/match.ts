/** A rule for Traefik's HTTP routers: any of these hosts. */
export const matchHosts = (hosts: readonly string[]): string => matchAny(hosts, { name: 'Host', pattern: 'HostRegexp' });

/** A rule for Traefik's TCP routers: any of these names in the client's TLS greeting, or every connection. */
export const matchNames = (hosts: readonly string[]): string =>
  hosts.length === 0 ? 'HostSNI(`*`)' : matchAny(hosts, { name: 'HostSNI', pattern: 'HostSNIRegexp' });

/** Traefik supports wildcards only by regular expressions. */
const matchAny = (hosts: readonly string[], matchers: { readonly name: string; readonly pattern: string }): string =>
  hosts
    .map((host) =>
      host.startsWith('*.') ? `${matchers.pattern}(\`^[^.]+${host.slice(1).replaceAll('.', '\\.')}$\`)` : `${matchers.name}(\`${host}\`)`,
    )
    .join(' || ');
