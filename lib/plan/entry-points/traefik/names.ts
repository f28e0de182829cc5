/** What Traefik's chart calls its entry points for the web. */
export const webEntryPoints = { http: 'web', https: 'websecure' } as const;

/** Traefik's entry point for a port: that of the chart for the web, others are called as the port is. */
export const entryPointFor = (port: string): string => (port === 'http' || port === 'https' ? webEntryPoints[port] : port);
