import { InputError } from '../../base/faults';
import type { SettingsDocument } from '../document';
import { formatPath } from '../faults';
import { type Fleet, type FleetEntry, useBy } from './fleet';
import { isOfBase, merge, uselessNulls } from './layers';

/** The settings of an installation of a fleet: the base with its differences, under its name. */
export const entrySettings = ({ base }: Fleet, { name, difference }: FleetEntry): Readonly<Record<string, unknown>> => ({
  // The name first, as in files that people write.
  ...{ name },
  ...fieldsOf(merge(base.value, difference.value)),
  name,
});

const fieldsOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

/**
 * The settings of an installation of a fleet as a settings file would have them, with the places where the fields are written.
 * @throws InputError if it is not clear what the settings are
 */
export function entryDocument(file: string, fleet: Fleet, entry: FleetEntry): SettingsDocument {
  const { base } = fleet;
  const { difference, faults, ambiguous, heading } = entry;
  if (faults.length > 0) throw new InputError(faults);
  const isOfTheBase = (path: Parameters<SettingsDocument['locate']>[0]): boolean =>
    path[0] !== 'name' && isOfBase(base.value, difference.value, path);
  const locate: SettingsDocument['locate'] = (path) => (isOfTheBase(path) ? base : difference).locate(path[0] === 'name' ? [] : path);
  const usedBy: SettingsDocument['usedBy'] = (path) => (isOfTheBase(path) ? useBy(entry) : heading && useBy(entry, path));
  const useless = uselessNulls(base.value, difference.value).map(({ path, message }) => {
    const use = usedBy(path);
    return { path, fault: { position: difference.locate(path), field: formatPath(path), message, ...(use && { usedBy: use }) } };
  });
  return {
    file,
    input: entrySettings(fleet, entry),
    ambiguous: [...base.ambiguous.map(({ path, fault }) => ({ path, fault: { ...fault, usedBy: useBy(entry) } })), ...ambiguous, ...useless],
    locate,
    usedBy,
  };
}
