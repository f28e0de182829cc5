import type { Choice, Each, Expression, ListItem, MapEntry, Template, TextPart } from './template';
import { toYaml } from './yaml';

/** Text that Helm prints literally, including braces. */
export const literally = (text: string): string => text.replaceAll('{{', '{{ "{{" }}');

/** A template as the YAML document that Helm renders. */
export const printDocument = (template: Template): string => `---\n${document(template).join('\n')}\n`;

/** A text as a line of plain text that Helm renders. */
export function printLines(template: Template, prefix: string): readonly string[] {
  if (template.kind === 'choice') return conditional(template, (inner) => printLines(inner, prefix), '');
  if (template.kind === 'literal') return [`${prefix}${literally(String(template.value))}`];
  if (template.kind === 'text') return [`${prefix}{{ ${concatenate(template.parts)} }}`];
  throw new Error(`expected a text, found a ${template.kind}`);
}

function document(template: Template): readonly string[] {
  if (template.kind === 'choice') return conditional(template, document, '');
  return template.kind === 'map' ? map(template.entries, '') : [scalar(template)];
}

function conditional({ test, holds, fails }: Choice, print: (template: Template) => readonly string[], indent: string): readonly string[] {
  const action = (text: string): string => `${indent}{{- ${text} }}`;
  if (!holds) return fails ? [action(`if not (${test})`), ...print(fails), action('end')] : [];
  return [action(`if ${test}`), ...print(holds), ...(fails ? [action('else'), ...print(fails)] : []), action('end')];
}

function map(entries: readonly MapEntry[], indent: string): readonly string[] {
  const texts = entries.find((entry) => entry.kind === 'texts');
  return entries.flatMap((entry) => {
    if (entry.kind === 'texts')
      return [`${indent}{{- range $key, $text := ${entry.of} }}`, `${indent}{{ $key | quote }}: {{ $text | quote }}`, `${indent}{{- end }}`];
    const lines = keyed(entry.key, entry.value, indent);
    // The values take precedence, and each key appears once.
    return texts ? [`${indent}{{- if not (hasKey ${texts.of} ${JSON.stringify(entry.key)}) }}`, ...lines, `${indent}{{- end }}`] : lines;
  });
}

function keyed(key: string, value: Template, indent: string): readonly string[] {
  const name = `${indent}${literalScalar(key)}:`;
  switch (value.kind) {
    case 'choice':
      return conditional(value, (inner) => keyed(key, inner, indent), indent);
    case 'map':
      return value.entries.length > 0 ? [name, ...map(value.entries, `${indent}  `)] : [`${name} {}`];
    case 'list':
      return value.items.length > 0 ? [name, ...value.items.flatMap((item) => listItem(item, `${indent}  `))] : [`${name} []`];
    default:
      return [`${name} ${scalar(value)}`];
  }
}

function listItem(item: ListItem, indent: string): readonly string[] {
  switch (item.kind) {
    case 'each':
      return [`${indent}{{- range $item := ${elements(item)} }}`, ...listItem(item.item, indent), `${indent}{{- end }}`];
    case 'choice':
      return conditional(item, (inner) => listItem(inner, indent), indent);
    case 'map':
      return item.entries.length > 0 ? dashed(map(item.entries, `${indent}  `), indent) : [`${indent}- {}`];
    case 'list':
      return item.items.length > 0
        ? dashed(
            item.items.flatMap((inner) => listItem(inner, `${indent}  `)),
            indent,
          )
        : [`${indent}- []`];
    default:
      return [`${indent}- ${scalar(item)}`];
  }
}

/** If the first line is an action, it may print nothing; then the dash is on a line of its own. */
function dashed([first = '', ...others]: readonly string[], indent: string): readonly string[] {
  const isAction = first.trimStart().startsWith('{{-');
  return isAction ? [`${indent}-`, first, ...others] : [`${indent}- ${first.slice(indent.length + 2)}`, ...others];
}

function scalar(template: Template): string {
  if (template.kind === 'literal') return literalScalar(template.value);
  if (template.kind === 'text') return `{{ ${concatenate(template.parts)} | quote }}`;
  return template.kind === 'map' ? '{}' : '[]';
}

const literalScalar = (value: string | number | boolean | null): string => literally(toYaml(value).trimEnd());

/** One expression whose value is a text. */
function concatenate(parts: readonly TextPart[]): string {
  const operands = parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : operand(part)));
  return operands.length === 1 ? operands.join() : `print ${operands.join(' ')}`;
}

function operand(expression: Expression): string {
  switch (expression.kind) {
    case 'value':
      return expression.of;
    case 'item':
      return '$item';
    case 'element':
      return `(index ${expression.of} ${expression.index})`;
    case 'joined':
      return `(join ${JSON.stringify(expression.separator)} ${expression.sorted ? `(sortAlpha ${expression.of})` : expression.of})`;
  }
}

const elements = ({ of, sorted }: Each): string => (sorted ? `sortAlpha ${of}` : of);
