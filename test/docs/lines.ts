import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Block } from './pages';

/** A command of a block. */
export interface Line {
  readonly command: string;
  readonly status: number;
  /** What must come out, in parts between which there may be more. */
  readonly output: readonly string[];
}

/** `COMMAND # exit code 1`, or `COMMAND # what it is for`. */
function line(text: string, output: readonly string[] = []): Line {
  const [, command = text, code] = /^(.*?)\s+# (?:exit code (\d))?/.exec(text) ?? [];
  return { command: command.trim(), status: Number(code ?? 0), output };
}

/** The command lines of a block: each line of `sh` (our command) and `bash` (those of others, too), each line after `$ ` of `console`. */
export function linesOf({ language, text }: Block): readonly Line[] {
  if (language === 'sh' || language === 'bash')
    return text
      .split('\n')
      .filter((one) => one.trim() !== '' && !one.startsWith('#'))
      .map((one) => line(one));
  if (language !== 'console') return [];
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...output] = part.split('\n');
      return line(command, output.join('\n').split(/…\n/));
    });
}

/** A file that a page shows: its first line is a comment with the path; if the format has no comments, the path is behind the language. */
export function pathOf({ language, place, text }: Block): string | undefined {
  if (language === 'csv') return place;
  return language === 'yaml' ? /^# ([\w./-]+\.yaml)\n/.exec(text)?.[1] : undefined;
}

/** Writes the files that a page shows. */
export function writeFiles(folder: string, blocks: readonly Block[]): void {
  for (const block of blocks) {
    const path = pathOf(block);
    if (path === undefined) continue;
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), block.text);
  }
}

/** Words of a simple command line; quotes hold words together. */
export const wordsOf = (command: string): readonly string[] =>
  [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
