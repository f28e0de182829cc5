import { DEFAULT_SCALAR_STYLE_RULES, type DumpOptions, dump, SCALAR_STYLE, type ScalarStyleRule } from 'js-yaml';
import { type Scalars, writeBlock } from './block';

/** Long texts stay on one line and equal maps are written out, so that differences are easy to read. Reserved words of YAML 1.1 and 1.2 are quoted. */
const readable: DumpOptions = { lineWidth: -1, noRefs: true, quoteStyle: 'double' };

/** Texts of several lines in double quotes, with escapes. */
const inOneLine: ScalarStyleRule = (layout) => {
  if (layout.node.value.includes('\n')) layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
};

/** A value as YAML that kubectl, Helm and people read. */
export const writeYaml = (value: unknown): string => writeBlock(value, Object.keys, scalars) ?? dump(value, readable);

/** The same with the fields of every map in the order of their names. */
export const writeSortedYaml = (value: unknown): string =>
  writeBlock(value, (map) => Object.keys(map).sort(), scalars) ?? dump(value, { ...readable, sortKeys: true });

/** Every text on one line, so that the result can be indented line by line. */
export const writeYamlInLines = (value: unknown): string =>
  writeBlock(value, Object.keys, scalars) ??
  dump(value, { ...readable, scalarStyleRules: Object.values({ ...DEFAULT_SCALAR_STYLE_RULES, tryLongOrMultilineAsBlock: inOneLine }) });

/** Most objects contain the same few texts, such as addresses and versions. */
const remembering = <T>(write: (value: T) => string): ((value: T) => string) => {
  const written = new Map<T, string>();
  return (value) => {
    const known = written.get(value);
    if (known !== undefined) return known;
    if (written.size > 10_000) written.clear();
    const text = write(value);
    written.set(value, text);
    return text;
  };
};

const scalars: Scalars = {
  key: remembering((key) => dump({ [key]: 0 }, readable).slice(0, -': 0\n'.length)),
  value: remembering((value) => dump({ a: value }, readable).slice('a: '.length, -'\n'.length)),
};
