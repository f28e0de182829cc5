import { printable } from '../base/printable';

/** An element of XML with text or further elements. */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly content?: string | readonly XmlElement[];
}

/** A document of XML. */
export const formatXml = (root: XmlElement): string => `<?xml version="1.0" encoding="UTF-8"?>\n${elementLines(root, '').join('\n')}\n`;

function elementLines({ name, attributes = {}, content = [] }: XmlElement, indent: string): readonly string[] {
  const start = `${indent}<${[name, ...Object.entries(attributes).map(([key, value]) => `${key}="${xmlAttribute(String(value))}"`)].join(' ')}`;
  if (content.length === 0) return [`${start}/>`];
  if (typeof content === 'string') return [`${start}>${xmlText(content)}</${name}>`];
  return [`${start}>`, ...content.flatMap((element) => elementLines(element, `${indent}  `)), `${indent}</${name}>`];
}

/** A text within an element. XML allows no control characters, not even by number. */
const xmlText = (text: string): string =>
  printable(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>]/g, byNumber);

/** A text within double quotes, in which XML would read a line feed as a blank. */
const xmlAttribute = (text: string): string => xmlText(text).replace(/["\t\n]/g, byNumber);

const byNumber = (character: string): string => `&#${character.charCodeAt(0)};`;
