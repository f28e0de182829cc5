import type { Command } from 'commander';
import { catalogues } from '../../catalogue';
import { chartNames } from '../../helm';
import { bashCompletion } from '../completion/bash';
import { fishCompletion } from '../completion/fish';
import { type Grammar, grammarOf } from '../completion/grammar';
import { zshCompletion } from '../completion/zsh';
import { exitCodes } from '../exit-code';
import { printDocument } from '../terminal';

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const satisfies Record<string, (grammar: Grammar) => string>;

/** A shell that completes command lines. */
export type Shell = keyof typeof scripts;

/** Prints the script by which a shell completes the commands of a program. @returns the exit code */
export function runCompletion(shell: Shell, program: Command): number {
  const components = Object.values(catalogues).flatMap((catalogue) => catalogue.components.map(({ name }) => name));
  const further = { 'values [chart]': chartNames, 'catalogue --component': [...new Set(components)].sort() };
  printDocument(scripts[shell](grammarOf(program, further)));
  return exitCodes.fine;
}
