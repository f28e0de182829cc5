import {
  boolCoreTag,
  boolYaml11Tag,
  floatCoreTag,
  floatYaml11Tag,
  intCoreTag,
  intYaml11Tag,
  NOT_RESOLVED,
  nullCoreTag,
  nullYaml11Tag,
  type ScalarTagDefinition,
} from 'js-yaml';
import type { AliasNode, ScalarNode, YamlNode } from './nodes';

/** What a plain scalar may be besides text, in the order in which it is tried. */
const core: readonly ScalarTagDefinition[] = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag];
const yaml11: readonly ScalarTagDefinition[] = [nullYaml11Tag, boolYaml11Tag, intYaml11Tag, floatYaml11Tag];

/** What all of these look like: empty, or a number, or one of a few words of at most five letters. Most texts do not. */
const mayBeMore = /^(?:$|[-+.~\d]|[nNtTfFyYoO].{0,4}$)/;

/** What is a whole number in every version. */
const decimal = /^(?:0|[1-9]\d{0,14})$/;

/** Reads single values. @param version of YAML: `yes` is true in 1.1 */
export function scalarReader(version: string | undefined): (node: ScalarNode, report: (node: ScalarNode, message: string) => void) => unknown {
  const tags = version === '1.1' ? yaml11 : core;
  return (node, report) => {
    const { text, tag, plain } = node;
    if (tag === undefined) return plain ? plainValue(text, tags) : text;
    const known = tags.find(({ tagName }) => tagName === fullName(tag));
    if (!known) return text;
    const value: unknown = known.resolve(text, true, known.tagName);
    if (value !== NOT_RESOLVED) return value;
    report(node, `'${text.slice(0, 60)}' is not a value of ${tag}`);
    return undefined;
  };
}

/** What a text without quotes and tag means. @param tags by default those of YAML 1.2 */
export function plainValue(text: string, tags: readonly ScalarTagDefinition[] = core): unknown {
  if (!mayBeMore.test(text)) return text;
  if (decimal.test(text)) return Number(text);
  for (const tag of tags) {
    const value: unknown = tag.resolve(text, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return text;
}

const prefix = 'tag:yaml.org,2002:';

/** `!!str` written out. */
const fullName = (tag: string): string => (tag.startsWith('!!') ? prefix + tag.slice(2) : tag.replace(/^!<(.*)>$/, '$1'));

const knownTags: Readonly<Record<Exclude<YamlNode, AliasNode>['kind'], readonly string[]>> = {
  scalar: ['!', `${prefix}str`, ...core.map(({ tagName }) => tagName)],
  mapping: ['!', `${prefix}map`],
  sequence: ['!', `${prefix}seq`],
};

/** Whether the tag of a value says no more than that it is a text, a number, a map or the like. */
export const isKnownTag = ({ kind, tag }: Exclude<YamlNode, AliasNode>): boolean => tag === undefined || knownTags[kind].includes(fullName(tag));
