import { type Fault, InputError, type SourcePosition } from '../../base/faults';
import { inputName, readInputFile } from '../../base/input-file';
import { type Finding, settingOf } from '../../checks';
import { type Plan, planFrom } from '../../plan';
import { readSettingsDocument, type SettingsDocument } from '../../settings';
import type { ChosenSettings } from './settings-files';
import { type SettingsSource, settingsSources } from './sources';

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
  /** File of the settings, or a reference to the installation of a fleet file. @default - the default installation, which has no file */
  readonly file?: string;
  /** Whether the settings are those of a fleet file, so that no file has them as a whole. @default - they are a file */
  readonly isOfFleet?: true;
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
  const loaded = new Map<string, LoadedInstallation>();
  for (const source of sourcesOf(chosen)) {
    try {
      const one = loadSource(source);
      const { installation } = one.plan;
      const twin = loaded.get(installation);
      if (twin) faults.push(nameTwice(one, twin.file ?? ''));
      loaded.set(installation, twin ?? one);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(...error.faults);
    }
  }
  if (faults.length > 0) throw new InputError(faults);
  return [...loaded.values()];
}

/** Where the settings of the installations are. */
export const sourcesOf = (chosen: Exclude<ChosenSettings, { readonly kind: 'default' }>): readonly SettingsSource[] =>
  settingsSources(chosen.files, readInputFile, chosen.kind === 'folder' ? chosen.fleets : undefined);

/**
 * The installation of a source.
 * @throws InputError with every fault
 */
export function loadSource({ reference, entry, read }: SettingsSource): LoadedInstallation {
  const document = read();
  const { input, locate } = document;
  return { file: reference, ...(entry !== undefined && { isOfFleet: true }), plan: planFrom(input, document), input, locate };
}

/** The fault of settings whose name others have. @param other file of those */
export const nameTwice = ({ plan, locate }: LoadedInstallation, other: string): Fault => ({
  ...(locate && { position: locate(['name']) }),
  field: 'name',
  message: `'${plan.installation}' is the name in ${inputName(other)} too; installations need different names`,
});

/** The position of the setting that a finding is about: the name of the installation if the setting has its default; undefined if there is no file. */
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
