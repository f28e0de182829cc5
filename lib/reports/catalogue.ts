import { type Catalogue, type ExternalPort, formatNumbers, isExternal, isInternal, type Port } from '../catalogue';
import { formatDocument } from './json/document';
import { formatCsv, formatMarkdown, formatText, type Table } from './table';

/** Formats of lists of ports. */
export type PortsFormat = 'table' | 'markdown' | 'csv';

/** Lists ports in the order of BlueMind's "Ports" page: external before internal, each by number; a table fits a width, if one is given. */
export function formatCatalogue(ports: readonly Port[], format: PortsFormat, width?: number): string {
  switch (format) {
    case 'table':
      return formatText(catalogueTable(ports), width);
    case 'markdown':
      return formatMarkdown(catalogueTable(ports));
    case 'csv':
      return formatCsv(catalogueTable(ports));
  }
}

/** The parts of a catalogue that lists show. */
export const formatCatalogueJson = ({ release, ports, components, connections, roles }: CatalogueParts): string =>
  formatDocument({ release, ports, components, connections, roles });

/** The listed part of a catalogue. */
export type CatalogueParts = Pick<Catalogue, 'release' | 'ports' | 'components' | 'connections' | 'roles'>;

const catalogueTable = (ports: readonly Port[]): Table => ({
  columns: ['Port', 'Name', 'Audience', 'Need', 'Transport security', 'Component', 'Description', 'Notes'],
  rows: [...ports]
    .sort((a, b) => audiences.indexOf(a.audience) - audiences.indexOf(b.audience) || a.number - b.number || (a.name < b.name ? -1 : 1))
    .map((port) => [
      port.protocol === 'TCP' ? formatNumbers(port) : `${formatNumbers(port)}/${port.protocol}`,
      port.name,
      port.audience,
      isExternal(port) ? port.need : '',
      isExternal(port) ? port.transportSecurity : '',
      port.component,
      port.description,
      notes(port).join('; '),
    ]),
});

const audiences: readonly Port['audience'][] = ['external', 'internal', 'loopback'];

function notes(port: Port): readonly string[] {
  return [
    ...(isExternal(port) ? externalNotes(port) : []),
    ...(isInternal(port) && port.obsolete ? ['obsolete'] : []),
    ...(port.evidence === 'inferred' ? ['inferred'] : []),
    ...(port.note ? [`${port.note} (source: ${port.noteSource ?? port.source})`] : []),
  ];
}

const externalNotes = ({ smtpAuthentication, minimumTls, redirectsTo, notRecommended }: ExternalPort): readonly string[] => [
  ...(smtpAuthentication ? [`SMTP authentication ${smtpAuthentication}`] : []),
  ...(minimumTls ? [`TLS ${minimumTls.version} or newer since BlueMind ${minimumTls.since}`] : []),
  ...(redirectsTo ? [`redirects to ${redirectsTo}`] : []),
  ...(notRecommended ? [`not recommended: ${notRecommended}`] : []),
];
