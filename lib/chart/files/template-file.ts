import { renderedBy } from '../../base/rendered-files';
import { printDocument } from '../templates/print';
import type { ChartThing } from '../templates/things';

/** A file of templates/. */
export const templateFile = (things: readonly ChartThing[]): string =>
  `${renderedBy}\n${things.map(({ template }) => printDocument(template)).join('')}`;
