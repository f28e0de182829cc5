import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type Fault, InputError } from '../base/faults';
import { type Finding, failing } from '../checks';
import { contentsOf, digestOf, stampOf } from './output/fingerprint';
import type { WriteOptions } from './output/plan';
import { recordedPaths } from './output/record';
import { type RememberedInstallation, readState, writeState } from './output/state';
import { type OutputSession, writeInTurn } from './output/write';
import { type LoadedInstallation, loadSource, nameTwice } from './settings/installations';
import { parseReference } from './settings/reference';
import type { SettingsSource } from './settings/sources';
import { linesOf, type OutputFolders, outputsOf, synthesizeOne } from './synthesize';

/** The result for an installation. */
export type Outcome =
  | { readonly kind: 'rendered' | 'unchanged'; readonly details: readonly string[]; readonly warnings: readonly string[] }
  /** Its settings have faults, or it cannot be written; no file of it was written. */
  | { readonly kind: 'faulty'; readonly file: string; readonly faults: readonly Fault[] }
  /** It breaks its own intent; no file of it was written. */
  | { readonly kind: 'breach'; readonly file: string; readonly findings: readonly Finding[] };

export interface InTurnOptions extends WriteOptions {
  readonly out: OutputFolders;
  /** YYYY-MM-DD, with which the ends of waivers are compared. */
  readonly today: string;
  /** Digest of the program, so that another version renders again. */
  readonly program: string;
  /** Whether to render unchanged installations, too. */
  readonly force: boolean;
  /** Settings of the same source that this run does not render, so that their folders stay. @default - none */
  readonly spared?: readonly string[];
}

/**
 * Renders, verifies and writes installations one after the other: each completely or not at all, and none stops the others. One that was rendered from the
 * same input before, and is unchanged on disk, is skipped. Only the messages about an installation are kept in memory.
 * @throws InputError if the output cannot be written at all
 */
export function synthesizeInTurn(sources: readonly SettingsSource[], options: InTurnOptions, tell: (outcome: Outcome) => void): void {
  const { out, program } = options;
  const parents = [out.manifests, out.values, out.reports].filter((parent) => parent !== undefined);
  const run = digestOf([program, process.env.CDK8S_DISABLE_SORT ?? '', ...parents.map((parent) => relative(out.manifests, parent))]);
  writeInTurn(parents, options, (session) => {
    const before = readState(out.manifests, run);
    const after = new Map([...before].filter(([reference]) => existsSync(resolve(out.manifests, parseReference(reference).file))));
    const recorded = recordedPaths(out.manifests);
    const claim = claims(sources, (reference) => before.get(recorded(reference))?.name);
    const failed: string[] = [...(options.spared ?? [])];
    for (const source of sources) {
      const { reference } = source;
      const key = recorded(reference);
      const remembered = options.force ? undefined : unchanged(source, before.get(key), parents, options.today);
      if (remembered && claim(remembered.name, reference) === undefined) {
        session.keep(remembered.name);
        after.set(key, remembered);
        tell({ kind: 'unchanged', details: remembered.details, warnings: remembered.warnings });
        continue;
      }
      const turn = attempt(source, claim, session, parents, options);
      if (turn.remember) after.set(key, turn.remember);
      else if (turn.outcome.kind === 'rendered') after.delete(key);
      if (turn.outcome.kind === 'faulty' || turn.outcome.kind === 'breach') failed.push(reference);
      tell(turn.outcome);
    }
    if (after.size > 0) writeState(out.manifests, run, after);
    return failed;
  });
}

/** What is remembered about an installation, if nothing has changed since. Contents count; size and time on the disk save reading. */
function unchanged(
  source: SettingsSource,
  remembered: RememberedInstallation | undefined,
  parents: readonly string[],
  today: string,
): RememberedInstallation | undefined {
  if (remembered === undefined || (remembered.until !== undefined && today > remembered.until)) return undefined;
  const folders = parents.map((parent) => join(parent, remembered.name));
  const stamp = stampOfTurn(source, folders);
  if (stamp === remembered.stamp) return remembered;
  return source.digest() === remembered.settings && contentsOf(folders) === remembered.output ? { ...remembered, stamp } : undefined;
}

const stampOfTurn = (source: SettingsSource, folders: readonly string[]): string => digestOf([source.stamp(), stampOf(folders)]);

interface Turn {
  readonly outcome: Outcome;
  /** @default - the next run renders it again */
  readonly remember?: RememberedInstallation;
}

function attempt(source: SettingsSource, claim: Claim, session: OutputSession, parents: readonly string[], { out, today }: InTurnOptions): Turn {
  try {
    const settings = source.digest();
    const installation = synthesizeOne(load(source, claim), today);
    const breaches = failing(installation.findings, 'error');
    if (breaches.length > 0) return { outcome: { kind: 'breach', file: source.reference, findings: breaches } };
    const isAlone = session.write(outputsOf([installation], out));
    const { details, warnings, byHand } = linesOf(installation, out);
    const said = { details: [...details, ...byHand], warnings };
    const { plan } = installation;
    const folders = parents.map((parent) => join(parent, plan.installation));
    const until = plan.waivers
      .map((waiver) => waiver.until)
      .filter((day) => day >= today)
      .sort()[0];
    return {
      outcome: { kind: 'rendered', ...said },
      ...(isAlone &&
        settings !== undefined && {
          remember: {
            name: plan.installation,
            settings,
            output: contentsOf(folders),
            stamp: stampOfTurn(source, folders),
            ...(until !== undefined && { until }),
            ...said,
          },
        }),
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { outcome: { kind: 'faulty', file: source.reference, faults: error.faults } };
  }
}

function load(source: SettingsSource, claim: Claim): LoadedInstallation {
  const loaded = loadSource(source);
  const twin = claim(loaded.plan.installation, source.reference);
  if (twin !== undefined) throw new InputError([nameTwice(loaded, twin)]);
  return loaded;
}

/** @returns the other file that already has the name, or undefined: then the file gets the name */
type Claim = (name: string, file: string) => string | undefined;

/** Gives each name to one file: to the first that requests it, unless another file had it in the last run and still has it. */
function claims(sources: readonly SettingsSource[], formerName: (reference: string) => string | undefined): Claim {
  const former = new Map<string, SettingsSource>();
  for (const source of sources) {
    const name = formerName(source.reference);
    if (name !== undefined) former.set(name, source);
  }
  const taken = new Map<string, string>();
  return (name, file) => {
    const owner = former.get(name);
    const twin = taken.get(name) ?? (owner !== undefined && owner.reference !== file && nameIn(owner) === name ? owner.reference : undefined);
    if (twin === undefined) taken.set(name, file);
    return twin;
  };
}

/** The current name in settings; undefined if they have faults. */
function nameIn(source: SettingsSource): string | undefined {
  try {
    return loadSource(source).plan.installation;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
