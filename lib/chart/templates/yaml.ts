import { writeYamlInLines } from '../../base/yaml/write';
import type { Json } from './json';

/** Every text on one line, so that it can be indented. Helm's parser follows YAML 1.1, so words that it reads as true or false are quoted. */
export const toYaml = (value: Json): string => writeYamlInLines(value);
