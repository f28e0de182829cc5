import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateName } from '../../base/rendered-files';

/** What is remembered about an installation that was rendered, proved and written. */
export interface RememberedInstallation {
  readonly name: string;
  /** Digest of its settings as written. */
  readonly settings: string;
  /** Digest of its files. */
  readonly output: string;
  /** Sizes and times of settings and files; if they are the same, the files need not be read. */
  readonly stamp: string;
  /** Last day, YYYY-MM-DD, on which the same settings have the same meaning. @default - always */
  readonly until?: string;
  /** The messages about it. */
  readonly details: readonly string[];
  readonly warnings: readonly string[];
}

/** Remembered installations by the file of their settings. */
export type State = ReadonlyMap<string, RememberedInstallation>;

const fileOf = (parent: string): string => join(parent, stateName, 'state.json');

/**
 * The state that an earlier run left in a parent; nothing if it cannot be read, since then everything is rendered.
 * @param run digest of program and options, which must be the same
 */
export function readState(parent: string, run: string): State {
  try {
    const kept: { readonly run: string; readonly installations: readonly (readonly [string, RememberedInstallation])[] } = JSON.parse(
      readFileSync(fileOf(parent), 'utf8'),
    );
    return new Map(kept.run === run ? kept.installations.filter(isEntry) : []);
  } catch {
    return new Map();
  }
}

const isEntry = (entry: unknown): boolean => {
  const [file, remembered]: readonly unknown[] = Array.isArray(entry) ? entry : [];
  if (typeof file !== 'string' || typeof remembered !== 'object' || remembered === null) return false;
  const { name, settings, output, stamp, details, warnings }: Readonly<Record<string, unknown>> = { ...remembered };
  return [name, settings, output, stamp].every((text) => typeof text === 'string') && Array.isArray(details) && Array.isArray(warnings);
};

/** Writes the state for the next run, to a folder that git ignores. If it cannot be written, the next run only takes longer. */
export function writeState(parent: string, run: string, state: State): void {
  try {
    const file = fileOf(parent);
    mkdirSync(join(parent, stateName), { recursive: true });
    writeFileSync(join(parent, stateName, '.gitignore'), '*\n');
    writeFileSync(`${file}.${process.pid}`, JSON.stringify({ run, installations: [...state] }));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // See above.
  }
}
