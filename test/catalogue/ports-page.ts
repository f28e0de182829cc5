import type { ExternalPort, TransportSecurity } from '../../lib/catalogue';

/** One row of the page's first table, in the form of the catalogue. */
export interface ExternalRow {
  readonly number: number;
  readonly need: ExternalPort['need'];
  readonly transportSecurity: TransportSecurity;
  readonly smtpAuthentication: ExternalPort['smtpAuthentication'];
  readonly minimumTls: ExternalPort['minimumTls'];
  readonly isNotRecommended: boolean;
  readonly redirectsTo: string | undefined;
}

/** One row of the page's second table: numbers and service as the page has them. */
export interface InternalRow {
  readonly numbers: string;
  readonly service: string;
}

/** The cells of each table of the page; a cell may run over several lines, and a row may have a cell too many. */
function cells(page: string, heading: string): readonly string[] {
  const [, section = ''] = page.split(`## ${heading}\n`);
  const [table = ''] = section.split(/^(?:## |:::)/m);
  const [, body = ''] = table.split(/^\|(?: --- \|)+$/m);
  return body
    .split('|')
    .map((cell) => cell.replace(/\s+/g, ' ').trim())
    .filter((cell) => cell !== '');
}

/** Reads "Eingangsport". */
export function readExternal(page: string): readonly ExternalRow[] {
  const all = cells(page, 'Eingangsport');
  const starts = all.flatMap((cell, index) => (/^(\*\*obligatorisch\*\*|optional)$/.test(cell) ? [index] : []));
  return starts.map((start, index) => {
    const [need, number, security = '', ...description] = all.slice(start, starts[index + 1]);
    const text = description.join(' ');
    return {
      number: Number(number),
      need: need === 'optional' ? 'optional' : 'mandatory',
      transportSecurity: transportSecurity(security),
      smtpAuthentication: /SMTP-Authentifizierung erforderlich/.test(text)
        ? 'required'
        : /SMTP-Authentifizierung/.test(text)
          ? 'supported'
          : undefined,
      minimumTls: /Ab BlueMind 4\.4 .*mindestens das Protokoll TLS v1\.2/.test(text) ? { version: '1.2', since: '4.4' } : undefined,
      isNotRecommended: /nicht empfohlen/.test(text),
      redirectsTo: /Weiterleitung auf HTTPs Port 443/.test(text) ? 'https' : undefined,
    };
  });
}

function transportSecurity(cell: string): TransportSecurity {
  switch (cell) {
    // Two words that the page's export has run together.
    case 'PLAINTLS':
      return 'PLAIN/TLS';
    case 'PLAIN':
    case 'PLAIN/TLS':
    case 'SSL':
    case 'TLS':
      return cell;
    default:
      throw new Error(`the page has an unknown transport security: ${cell}`);
  }
}

/** Reads "Interne Ports". */
export function readInternal(page: string): readonly InternalRow[] {
  const all = cells(page, 'Interne Ports');
  return all.flatMap((numbers, index) => (/^\d/.test(numbers) ? [{ numbers, service: all[index + 1] ?? '' }] : []));
}

/** Every number that a cell of the page names: `8021, 8022` or `5701:5715`. */
export const expand = (numbers: string): readonly number[] =>
  numbers.split(', ').flatMap((part) => {
    const [first = 0, last = first] = part.split(':').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
