import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateName } from '../../base/rendered-files';

/** What is remembered of an installation that was rendered, proved and written. */
export interface RememberedInstallation {
  readonly name: string;
  /** Digest of its settings as written. */
  readonly settings: string;
  /** Digest of its files. */
  readonly output: string;
  /** What the disk said of settings and files; where it still does they need not be read. */
  readonly stamp: string;
  /** Last day, YYYY-MM-DD, on which the same settings mean the same. @default - they always do */
  readonly until?: string;
  /** What was said of it. */
  readonly details: readonly string[];
  readonly warnings: readonly string[];
}

/** Remembered installations by the file of their settings. */
export type State = ReadonlyMap<string, RememberedInstallation>;

const fileOf = (parent: string): string => join(parent, stateName, 'state.json');

/**
 * What a former run left in a parent; nothing where it cannot be read, since then everything is rendered.
 * @param run digest of what renders and how, which must be the same
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

/** Leaves the state for the next run, in a folder that git does not see. What cannot be written costs the next run time, and nothing else. */
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
