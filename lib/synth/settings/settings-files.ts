import { type Dirent, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { InputError } from '../../base/faults';
import { codeOf } from '../../base/system-errors';
import { filesOfFleet } from './sources';

/** Folder of settings files, one for each installation. */
export const settingsFolder = 'installations';

/** Which settings a run renders. */
export type ChosenSettings =
  /** Named files. */
  | { readonly kind: 'named'; readonly files: readonly string[] }
  /** Every settings file of the folder; `ignored` are other entries that look like settings. */
  | {
      readonly kind: 'folder';
      readonly folder: string;
      readonly files: readonly string[];
      /** Those of the files that are fleet files. */
      readonly fleets: readonly string[];
      readonly ignored: readonly string[];
    }
  /** The installation with all defaults, if the user asked for it. */
  | { readonly kind: 'default' };

/** Which files of the folder count, in words for messages. */
export const whichFilesCount = 'files that end in .yaml or .yml and do not begin with a dot, directly in the folder';

/**
 * Chooses the settings of a run. A wrong working directory must not lead to the default installation, which is public, so nothing is
 * rendered if there are no settings.
 * @param files none means all of installations/
 * @param useDefault whether the user asked for the default installation
 * @throws InputError if there are no settings, or the user asked for both files and the default
 */
export function chooseSettings(files: readonly string[], useDefault = false): ChosenSettings {
  if (useDefault && files.length > 0)
    throw new InputError([{ field: '--default', message: `renders only the default installation; leave it out, or ${files.join(', ')}` }]);
  if (useDefault) return { kind: 'default' };
  return files.length > 0 ? { kind: 'named', files } : settingsOfFolder(settingsFolder);
}

const waysOut =
  "name a settings file, create one with 'cdk8s-bluemind init', or render the default installation with 'cdk8s-bluemind synth --default'";

function settingsOfFolder(folder: string): ChosenSettings {
  const entries = entriesOf(folder);
  const looksLikeSettings = (entry: Dirent): boolean => !entry.isDirectory() && /^[^.].*\.ya?ml$/i.test(entry.name);
  const fleets = new Map(
    entries.filter(looksLikeSettings).flatMap(({ name }) => {
      const file = join(folder, name);
      const named = filesOfFleet(file);
      return named ? [[file, named]] : [];
    }),
  );
  const parts = partsOfFleets(fleets);
  const isPart = ({ name }: Dirent): boolean => parts.has(name);
  const isSettings = (entry: Dirent): boolean => looksLikeSettings(entry) && !isPart(entry);
  const files = entries.filter(isSettings).map(({ name }) => join(folder, name));
  const ignored = entries.filter((entry) => !isSettings(entry) && !isPart(entry) && looksMeant(entry)).map(({ name }) => join(folder, name));
  if (files.length === 0)
    throw fault(
      folder,
      `contains no settings, which are ${whichFilesCount}${ignored.length > 0 ? ` (there is ${ignored.join(', ')})` : ''}; ${waysOut}`,
    );
  return { kind: 'folder', folder, files, fleets: files.filter((file) => fleets.has(file)), ignored };
}

/** Names of entries of the folder that are, or contain, what its fleet files name as base or table: these are no installations by themselves. */
function partsOfFleets(fleets: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  return new Set(
    [...fleets].flatMap(([file, named]) =>
      named.flatMap((part) => {
        const [name = '', ...rest] = relative(dirname(file), part).split(sep);
        return name === '..' || (name === '' && rest.length === 0) || part === file ? [] : [name];
      }),
    ),
  );
}

/** Folders, JSON and hidden YAML; notes and similar files do not look like settings. */
const looksMeant = (entry: Dirent): boolean => (entry.isDirectory() ? !entry.name.startsWith('.') : /\.(ya?ml|json)$/i.test(entry.name));

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw codeOf(error) === 'ENOENT'
      ? fault(folder, `does not exist, and no settings file is named; go to the folder that contains ${folder}/, ${waysOut}`)
      : fault(folder, `cannot be read (${codeOf(error)}); expected a folder of settings files`);
  }
}

const fault = (file: string, message: string): InputError => new InputError([{ position: { file, line: 1, column: 1 }, message }]);
