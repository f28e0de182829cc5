import { type Fault, InputError, type SourcePosition } from '../base/faults';
import { inputName } from '../base/input-file';
import { type Finding, settingOf } from '../checks';
import { type Plan, planFrom } from '../plan';
import { readSettingsDocument, type SettingsDocument } from '../settings';
import type { ChosenSettings } from './settings-files';

/** Settings of the default installation: every default. */
export const defaultSettings = { name: 'bluemind' } as const;

/**
 * The plan of one settings file.
 * @throws InputError with every fault
 */
export function planOfFile(file: string): Plan {
  const document = readSettingsDocument(file);
  return planFrom(document.input, document);
}

/** The plans of chosen settings; see `loadInstallations`. */
export const loadPlans = (chosen: ChosenSettings): readonly Plan[] => loadInstallations(chosen).map(({ plan }) => plan);

/** Settings as written, and their plan. */
export interface LoadedInstallation {
  /** File of the settings. @default - the default installation, which has no file */
  readonly file?: string;
  readonly input: unknown;
  readonly plan: Plan;
  /** Position of a field in the file. @default - the default installation, which has no file */
  readonly locate?: SettingsDocument['locate'];
}

/**
 * The installations of chosen settings.
 * @throws InputError with the faults of all files
 */
export function loadInstallations(chosen: ChosenSettings): readonly LoadedInstallation[] {
  if (chosen.kind === 'default') return [{ input: defaultSettings, plan: planFrom(defaultSettings) }];
  const faults: Fault[] = [];
  const loaded: (LoadedInstallation & { readonly file: string })[] = [];
  for (const file of chosen.files) {
    try {
      const document = readSettingsDocument(file);
      const plan = planFrom(document.input, document);
      const twin = loaded.find((other) => other.plan.installation === plan.installation);
      if (twin)
        faults.push({
          position: document.locate(['name']),
          field: 'name',
          message: `'${plan.installation}' is the name in ${inputName(twin.file)} too; installations need different names`,
        });
      loaded.push({ file, plan, input: document.input, locate: document.locate });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(...error.faults);
    }
  }
  if (faults.length > 0) throw new InputError(faults);
  return loaded;
}

/** Where the settings say what a finding is about: at the name of the installation where a default says it; undefined where no file does. */
export const settingsPlaceOf =
  (installations: readonly LoadedInstallation[]) =>
  (finding: Pick<Finding, 'installation' | 'rule' | 'setting'>): SourcePosition | undefined => {
    const setting = settingOf(finding);
    const [field] = setting ?? [];
    const settings = installations.find(({ plan }) => plan.installation === finding.installation);
    if (setting === undefined || field === undefined || settings === undefined) return undefined;
    const isWritten = typeof settings.input === 'object' && settings.input !== null && Object.hasOwn(settings.input, field);
    return settings.locate?.(isWritten ? setting : ['name']);
  };
