import { renderedBy } from '../../base/rendered-files';
import { printDocument } from '../print';
import type { ChartThing } from '../things';

/** A file of templates/. */
export const templateFile = (things: readonly ChartThing[]): string =>
  `${renderedBy}\n${things.map(({ template }) => printDocument(template)).join('')}`;
