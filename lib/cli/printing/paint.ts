/** A colour or weight: the terminal code that begins it, and the one that ends it. */
const styles = { red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39], bold: [1, 22], dim: [2, 22] } as const;

type Style = keyof typeof styles;

const severityStyles: Readonly<Record<string, Style>> = { error: 'red', warning: 'yellow', info: 'cyan' };
const verdictStyles: Readonly<Record<string, Style>> = { allowed: 'green', denied: 'red', unknown: 'yellow' };

/** Words of reports that are coloured, by their line. The words have the same meaning without colour. */
const marks: readonly { readonly pattern: RegExp; readonly styleOf: (word: string) => Style }[] = [
  { pattern: /(?<=^(?:\S+:\d+:\d+: )?)(?:error|warning|info)(?=: )/gm, styleOf: (word) => severityStyles[word] ?? 'bold' },
  { pattern: /(?<=, severity: )(?:error|warning|info)/g, styleOf: (word) => severityStyles[word] ?? 'bold' },
  { pattern: /(?<=: )(?:allowed|denied)(?=$|,)/gm, styleOf: (word) => verdictStyles[word] ?? 'bold' },
  { pattern: /(?<=: )unknown(?=: | )/g, styleOf: () => 'yellow' },
  { pattern: / \[[a-z]+(?:-[a-z]+)*\]$/gm, styleOf: () => 'dim' },
  { pattern: /^[A-Z][\w ,]*:$/gm, styleOf: () => 'bold' },
  { pattern: /^\d+ errors?, .*$/gm, styleOf: () => 'bold' },
];

/** A report with colours for a terminal. Escaped characters in it stay escaped. */
export const painted = (text: string): string =>
  marks.reduce((so, { pattern, styleOf }) => so.replace(pattern, (word) => styled(word, styleOf(word))), text);

function styled(word: string, style: Style): string {
  const [start, end] = styles[style];
  return `\u001b[${start}m${word}\u001b[${end}m`;
}

/** What decides on colours. */
export interface ColourSource {
  readonly isTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Whether to use colours: by FORCE_COLOR if it is set, never if NO_COLOR is set, else on a terminal with colours. */
export function wantsColour({ isTerminal, environment: { FORCE_COLOR, NO_COLOR, TERM } }: ColourSource): boolean {
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb';
}

/** Lines that fit a width, broken at blanks and indented by the indent of the first line plus two; a longer word is not broken. */
export const fitted = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => broken(line, width))
    .join('\n');

function broken(line: string, width: number): string {
  if (line.length <= width) return line;
  const indent = `${/^ */.exec(line)?.[0] ?? ''}  `;
  const lines: string[] = [];
  let current = '';
  for (const word of line.match(/ *[^ ]+/g) ?? []) {
    if (current !== '' && current.length + word.length > width) {
      lines.push(current);
      current = `${indent}${word.trimStart()}`;
    } else current += word;
  }
  return [...lines, current].join('\n');
}
