import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Fault, InputError } from '../base/faults';
import { type Plan, planFrom } from '../plan';
import { readSettingsDocument } from '../settings';

/** Folder of settings files, one an installation. */
export const settingsFolder = 'installations';

/** Settings of the installation that there is where no file describes one: every default. */
export const defaultSettings = { name: 'bluemind' } as const;

/**
 * The plan of one settings file.
 * @throws InputError with every fault
 */
export function planOfFile(file: string): Plan {
  const document = readSettingsDocument(file);
  return planFrom(document.input, document);
}

/** The plans of settings files; see `loadInstallations`. */
export const loadPlans = (files: readonly string[]): readonly Plan[] => loadInstallations(files).map(({ plan }) => plan);

/** Settings as written, and what is planned of them. */
export interface LoadedInstallation {
  readonly input: unknown;
  readonly plan: Plan;
}

/**
 * The installations of settings files.
 * @param files none means all of installations/, or the default installation where that is empty
 * @throws InputError with the faults of all files
 */
export function loadInstallations(files: readonly string[]): readonly LoadedInstallation[] {
  const named = files.length > 0 ? files : settingsFiles();
  if (named.length === 0) return [{ input: defaultSettings, plan: planFrom(defaultSettings) }];
  const faults: Fault[] = [];
  const loaded: (LoadedInstallation & { readonly file: string })[] = [];
  for (const file of named) {
    try {
      const document = readSettingsDocument(file);
      const plan = planFrom(document.input, document);
      const twin = loaded.find((other) => other.plan.installation === plan.installation);
      if (twin)
        faults.push({
          position: document.locate(['name']),
          field: 'name',
          message: `'${plan.installation}' is the name in ${twin.file} too; installations need different names`,
        });
      loaded.push({ file, plan, input: document.input });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(...error.faults);
    }
  }
  if (faults.length > 0) throw new InputError(faults);
  return loaded;
}

function settingsFiles(): readonly string[] {
  try {
    return readdirSync(settingsFolder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(settingsFolder, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    const reason = error instanceof Error && 'code' in error ? error.code : error;
    throw new InputError([
      { position: { file: settingsFolder, line: 1, column: 1 }, message: `cannot be read (${reason}); expected a folder of settings files` },
    ]);
  }
}
