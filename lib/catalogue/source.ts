import { deepFrozen } from '../base/frozen';

/** Where a fact is documented, so that you can look it up. */
export const sources = deepFrozen({
  'ports-page': 'BlueMind documentation, page "Ports" (German, 2022-05)',
  'ports-page-fr-en': 'BlueMind documentation, page "Ports" in French and English, where it differs from the German one',
  firewall: "BlueMind's own firewall, template of bm-iptables",
  code: 'BlueMind source code and packaged configuration',
  documentation: 'BlueMind documentation, other pages (edge server, multi-backend installation, roles and tags, services)',
  iana: 'IANA service name and port number registry',
  settings: "declared in the installation's settings",
} as const);

export type SourceName = keyof typeof sources;

/** Whether a fact was read in a source or follows from others. */
export type Evidence = 'confirmed' | 'inferred';
