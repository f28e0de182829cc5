import { type ExternalPort, formatNumbers, isExternal, isInternal, type Port } from '../catalogue';
import { formatCsv, formatMarkdown, formatText, type Table } from './table';

/** Forms in which ports are listed; `json` is the catalogue's rows as they are. */
export type CatalogueFormat = 'table' | 'markdown' | 'csv' | 'json';

/** Lists ports in the order of BlueMind's "Ports" page: external before internal, each by number. */
export function formatCatalogue(ports: readonly Port[], format: CatalogueFormat): string {
  switch (format) {
    case 'table':
      return formatText(catalogueTable(ports));
    case 'markdown':
      return formatMarkdown(catalogueTable(ports));
    case 'csv':
      return formatCsv(catalogueTable(ports));
    case 'json':
      return `${JSON.stringify(ports, null, 2)}\n`;
  }
}

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
