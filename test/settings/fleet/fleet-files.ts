import { everyResult, InputError } from '../../../lib/base/faults';
import { planFrom } from '../../../lib/plan';
import { entryDocument, parseFleet, type ReadText, readFleet } from '../../../lib/settings/fleet';

/** Files by their path; others do not exist. */
export type Files = Readonly<Record<string, string>>;

const readerOf =
  (files: Files): ReadText =>
  (path) => {
    const text = new Map(Object.entries(files)).get(path);
    return text === undefined ? { problem: 'does not exist' } : { text };
  };

/** The settings of the installations of `fleet.yaml`, written out as a whole. */
export const settingsOf = (files: Files): readonly unknown[] => documentsOf(files).map(({ input }) => input);

/** The plans of its installations. @throws InputError with every fault */
export const plansOf = (files: Files) => everyResult(documentsOf(files).map((document) => () => planFrom(document.input, document)));

/** @throws InputError with every fault that leaves unclear what the settings are */
function documentsOf(files: Files) {
  const written = parseFleet('fleet.yaml', files['fleet.yaml'] ?? '');
  if (written === undefined) throw new Error('no fleet file');
  if (written instanceof InputError) throw written;
  const fleet = readFleet('fleet.yaml', written, readerOf(files));
  return everyResult(fleet.entries.map((entry) => () => entryDocument('fleet.yaml', fleet, entry)));
}
