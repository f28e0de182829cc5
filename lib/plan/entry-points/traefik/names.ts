/** What Traefik's chart calls its entry points for the web. */
export const webEntryPoints = { http: 'web', https: 'websecure' } as const;

/** Traefik's entry point for a port: for the web that of the chart, else one with the name of the port. */
export const entryPointFor = (port: string): string => (port === 'http' || port === 'https' ? webEntryPoints[port] : port);
