import type { CatalogueAdditions, Port } from '../catalogue';
import type { InstallationSettings } from './schema/settings';

/** The ports, components and connections that settings add, in the catalogue's form. */
export function catalogueAdditions({ additions }: Pick<InstallationSettings, 'additions'>): CatalogueAdditions {
  return {
    ports: additions.ports.map((port): Port => {
      if (port.audience === 'internal') return { ...port, source: 'settings' };
      const transportSecurity = { none: 'PLAIN', 'optional-starttls': 'PLAIN/TLS', 'required-starttls': 'TLS', 'implicit-tls': 'SSL' } as const;
      return { ...port, source: 'settings', transportSecurity: transportSecurity[port.encryption] };
    }),
    components: additions.components.map(({ name, description, role }) => ({
      name,
      description,
      placement: role === undefined ? { kind: 'listed' } : { kind: 'role', role },
    })),
    connections: additions.connections.map((connection) => ({ ...connection, evidence: 'confirmed', source: 'settings' })),
  };
}
