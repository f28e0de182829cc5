import { stringify } from 'yaml';
import type { Json } from './json';

/** YAML 1.1, since Helm's parser is of that age, in which `yes` is true; every text in one line, so that it can be indented. */
export const toYaml = (value: Json): string =>
  stringify(value, { version: '1.1', lineWidth: 0, blockQuote: false, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER });
