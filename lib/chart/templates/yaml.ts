import { writeYamlInLines } from '../../base/yaml/write';
import type { Json } from './json';

/** Every text in one line, so that it can be indented; what Helm's parser, which is of the age of YAML 1.1, takes for true is in quotes. */
export const toYaml = (value: Json): string => writeYamlInLines(value);
