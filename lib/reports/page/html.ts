import { printable } from '../../base/printable';

/** Text as the content of an element or the value of an attribute in double quotes; characters that a browser would interpret or not show are escaped. */
export const escaped = (text: string): string =>
  printable(text).replace(/[&<>"'\ufffe\uffff]/g, (character) => (character > '\ufffd' ? '\ufffd' : `&#${character.charCodeAt(0)};`));

/** An element with its content, which is HTML. */
export const element = (name: string, content: string, attributes: Readonly<Record<string, string | true | undefined>> = {}): string =>
  `<${name}${attributesOf(attributes)}>${content}</${name}>`;

const attributesOf = (attributes: Readonly<Record<string, string | true | undefined>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : value === true ? ` ${name}` : ` ${name}="${escaped(value)}"`))
    .join('');

/** A value as data in a script element; nothing in it can end the element. */
export const scriptData = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
