import { csvLine } from '../../base/csv';
import { printable } from '../../base/printable';
import type { Matrix } from '../../cluster/probe/matrix';
import { foundOutside } from './words';

const columns = ['installation', 'source', 'destination', 'protocol', 'port', 'intended', 'found', 'outcome'];

/** Every connection for a spreadsheet, one line for each. */
export const formatProbesCsv = (matrices: readonly Matrix[]): string =>
  printable([columns, ...matrices.flatMap(rowsOf)].map((fields) => csvLine(fields)).join(''));

const rowsOf = ({ installation, observations, outside }: Matrix): readonly (readonly string[])[] => [
  ...observations.map(({ source, destination, port, expected, outcome, told }) => [
    installation,
    source.title,
    destination,
    'TCP',
    `${port}`,
    expected,
    told?.answer ?? '',
    outcome,
  ]),
  ...outside.map(({ service, address, port, expected, outcome }) => [
    installation,
    'outside',
    `${service} by ${address}`,
    'TCP',
    `${port}`,
    expected,
    foundOutside(outcome, expected),
    outcome,
  ]),
];
