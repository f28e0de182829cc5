import { statSync } from 'node:fs';
import { InputError } from '../../base/faults';
import { type InputFile, inputName, readInputFile, standardInput } from '../../base/input-file';
import { didYouMean } from '../../base/words';
import { largestSettingsFile, readSettingsDocument, type SettingsDocument, settingsDocumentOf } from '../../settings';
import {
  entryDocument,
  entrySettings,
  type Fleet,
  type FleetEntry,
  largestFleetFile,
  parseFleet,
  partsOf,
  type ReadText,
  readFleet,
} from '../../settings/fleet';
import { digestOf, stampOf } from '../output/fingerprint';
import { parseReference } from './reference';

/** Where the settings of one installation are: a settings file, or an installation of a fleet file. */
export interface SettingsSource {
  /** How users name it, and records remember it: `installations/mail.yaml`, or `installations/fleet.yaml#mail`. */
  readonly reference: string;
  /** The name of the installation in a fleet file. @default - the file has one installation */
  readonly entry?: string;
  /** Files that say them: the settings file, or the fleet file with its base and table. */
  readonly files: readonly string[];
  /** @throws InputError with every fault that leaves unclear what the settings are */
  readonly read: () => SettingsDocument;
  /** Digest of the settings; undefined if they cannot be read, or not again. Opens only regular files: a pipe would wait. */
  readonly digest: () => string | undefined;
  /** A text that is the same as long as the settings are the same. */
  readonly stamp: () => string;
}

/**
 * The installations of files: one of a settings file, all of a fleet file, or the one that is named after its `#`. What is wrong with a file is found when
 * its installations are read, so that it stops no others.
 * @param fleetFiles those of the files that are fleet files, if this is known: then no others are opened
 */
export function settingsSources(
  references: readonly string[],
  read: ReadText = readInputFile,
  fleetFiles?: readonly string[],
): readonly SettingsSource[] {
  const known = fleetFiles && new Set(fleetFiles);
  const fleets = new Map<string, readonly SettingsSource[] | undefined>();
  const fleetIn = (file: string): readonly SettingsSource[] | undefined => {
    if (known && !known.has(file)) return undefined;
    if (!fleets.has(file)) fleets.set(file, sourcesOfFleet(file, read));
    return fleets.get(file);
  };
  return references.flatMap((reference) => {
    const parsed = parseReference(reference);
    const { file, entry } = parsed.entry !== undefined && isThere(reference) ? { file: reference } : parsed;
    const sources = fleetIn(file);
    if (entry === undefined) return sources ?? [sourceOfFile(reference)];
    // A fleet file with faults has one source, which is no installation and tells them.
    const found = sources?.filter((source) => (source.entry ?? entry) === entry).map((source) => ({ ...source, reference })) ?? [];
    return found.length > 0 ? found : [faulty(reference, [file], () => missing(file, entry, sources))];
  });
}

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

function sourceOfFile(file: string): SettingsSource {
  return {
    reference: file,
    files: [file],
    read: () => readSettingsDocument(file),
    digest: () => {
      if (file === standardInput) return undefined;
      const found = readInputFile(file, largestSettingsFile);
      return 'text' in found ? digestOf([found.text]) : undefined;
    },
    stamp: () => stampOf([file]),
  };
}

/** The installations of a fleet file; undefined if the file is not one. */
function sourcesOfFleet(file: string, read: ReadText): readonly SettingsSource[] | undefined {
  const found = read(file, largestFleetFile);
  const name = inputName(file);
  const written = 'text' in found ? parseFleet(name, found.text) : undefined;
  // Standard input cannot be read again.
  if (written === undefined)
    return file === standardInput ? [{ ...sourceOfFile(file), read: () => settingsDocumentOf(name, limited(found)) }] : undefined;
  if (written instanceof InputError) return [faulty(file, [file], () => written)];
  const files = [file, ...partsOf(name, written)];
  try {
    const fleet = readFleet(name, written, read);
    return fleet.entries.map((entry) => sourceOfEntry(file, fleet, entry, files));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [faulty(file, files, () => error)];
  }
}

/** The same for settings, whose limit is lower. */
function limited(found: InputFile): InputFile {
  if ('problem' in found) return { problem: found.problem.replace(`${largestFleetFile}`, `${largestSettingsFile}`) };
  return Buffer.byteLength(found.text) > largestSettingsFile ? { problem: `has more than ${largestSettingsFile} bytes` } : found;
}

/** The files that a fleet file names; undefined if it is not a fleet file. */
export function filesOfFleet(file: string): readonly string[] | undefined {
  const found = readInputFile(file, largestFleetFile);
  const written = 'text' in found ? parseFleet(file, found.text) : undefined;
  if (written instanceof InputError) return [];
  return written && partsOf(file, written);
}

function sourceOfEntry(file: string, fleet: Fleet, entry: FleetEntry, files: readonly string[]): SettingsSource {
  const digest = (): string => digestOf([JSON.stringify(entrySettings(fleet, entry))]);
  return {
    reference: `${file}#${entry.name}`,
    entry: entry.name,
    files,
    read: () => entryDocument(inputName(file), fleet, entry),
    digest: () => (file === standardInput ? undefined : digest()),
    stamp: digest,
  };
}

const faulty = (reference: string, files: readonly string[], faultOf: () => InputError): SettingsSource => ({
  reference,
  files,
  read: () => {
    throw faultOf();
  },
  digest: () => undefined,
  stamp: () => '',
});

function missing(file: string, entry: string, sources: readonly SettingsSource[] | undefined): InputError {
  const position = { file: inputName(file), line: 1, column: 1 };
  if (sources === undefined) {
    const found = readInputFile(file, largestFleetFile);
    const message = 'problem' in found ? found.problem : 'is not a fleet file';
    return new InputError([{ position, message: `${message}; expected one with an installation '${entry}'` }]);
  }
  const names = sources.flatMap((source) => source.entry ?? []);
  return new InputError([{ position, message: `has no installation '${entry}'${didYouMean(entry, names)}` }]);
}
