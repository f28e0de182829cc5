import { isMapFormat } from '../reports/map/formats';
import { print, printDocument, printReport } from './terminal';

/** Prints an answer that is written in a form: text for people, maps as they are, the rest for programs. */
export const printIn = (format: string, text: string): void => {
  if (isMapFormat(format)) printDocument(text);
  else if (format === 'text') printReport(text);
  else print(text);
};
