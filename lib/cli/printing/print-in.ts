import { isMapFormat } from '../../reports/map/formats';
import { print, printDocument, printReport } from '../terminal';

/** Prints an answer in a format: text for people, maps unchanged, other formats for programs. */
export const printIn = (format: string, text: string): void => {
  if (isMapFormat(format)) printDocument(text);
  else if (format === 'text') printReport(text);
  else print(text);
};
