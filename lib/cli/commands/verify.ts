import { type Fault, InputError } from '../../base/faults';
import { today } from '../../base/today';
import type { Release } from '../../catalogue';
import {
  type AssertedPorts,
  accessMatrix,
  allWays,
  assertionsOf,
  type Finding,
  failing,
  type Intent,
  intentOfModel,
  misfitRules,
  modelOptionsOfAll,
  nothingLookedAt,
  portsOfIntent,
  portsOfPlan,
  rules,
  type Severity,
  seenByCatalogue,
  unprovenInstallations,
  verifyCatalogue,
  verifyPlans,
} from '../../checks';
import { type AssumptionOptions, type Manifests, type Model, modelOf } from '../../reachability';
import { formatFindings } from '../../reports/findings';
import type { FindingsFormat } from '../../reports/findings/formats';
import type { FindingsReport } from '../../reports/findings/report';
import { formatMap, formatMapText } from '../../reports/map';
import { isMapFormat, type MapTextFormat } from '../../reports/map/formats';
import { installationMap } from '../../reports/map/installation-map';
import type { NetworkMap } from '../../reports/map/network-map';
import { loadInstallations, settingsPlaceOf } from '../../synth/settings/installations';
import { exitCodes } from '../exit-code';
import { type AssumptionArguments, assumptionsOf } from '../options/assumptions';
import { printIn } from '../printing/print-in';
import { type ReadingOptions, type ReadManifests, reportReading, reportReadingLater } from '../reading';
import { firstFileOf } from '../state';
import { printDocument } from '../terminal';

export interface VerifyOptions extends AssumptionArguments, ReadingOptions {
  /** Settings files of the installations. @default - only the catalogue counts */
  readonly settings?: string | readonly string[];
  readonly release: Release;
  /** Labels of BlueMind's pods, `key=value,key=value`, if there are no settings. */
  readonly pods?: string;
  readonly format: FindingsFormat | MapTextFormat;
  readonly failOn: Severity;
  /** Whether manifests without any object of BlueMind are accepted. @default false */
  readonly allowEmpty?: boolean;
}

/** Checks manifests against settings, or only against the catalogue. @returns the exit code */
export const runVerify = (paths: readonly string[], { format, ...options }: VerifyOptions): number =>
  reportReading(
    options,
    (read) => {
      const { report, map, code } = verified(read, paths, { format, ...options });
      if (isMapFormat(format)) printDocument(formatMapText(map(), format));
      else printIn(format, formatFindings(report, format));
      return code;
    },
    consequence,
  );

/** Prints a drawing of who reaches what. @returns the exit code of `runVerify` */
export const runVerifyDrawing = (paths: readonly string[], options: Omit<VerifyOptions, 'format'>): Promise<number> =>
  reportReadingLater(
    options,
    async (read) => {
      const { map, code } = verified(read, paths, { ...options, format: 'dot' });
      printDocument(await formatMap(map(), 'svg'));
      return code;
    },
    consequence,
  );

const consequence = 'nothing was verified';

/** The text to print, and the resulting exit code. */
interface Verified {
  readonly report: FindingsReport;
  readonly map: () => NetworkMap;
  readonly code: number;
}

function verified(
  read: ReadManifests,
  paths: readonly string[],
  { settings, release, pods, format, failOn, allowEmpty = false, ...engine }: VerifyOptions,
): Verified {
  const manifests = read(paths);
  const assumptions = assumptionsOf(engine);
  const verification =
    settings === undefined
      ? verifiedByCatalogue(manifests, release, pods === undefined ? undefined : parseLabels(pods), assumptions, format)
      : verifiedBySettings(manifests, [settings].flat(), assumptions);
  const { findings, asserted, settingsPlace, seen } = verification;
  const nothing = allowEmpty ? undefined : nothingLookedAt(findings);
  if (nothing) throw new InputError([...misfitFaults(findings), { message: `${paths.join(', ')}: ${nothing.message} ${nothing.mend}` }]);
  const assertions = assertionsOf(
    findings,
    asserted.filter(({ installation }) => !isMissing(findings, installation)),
    rules.map(({ name }) => name),
  );
  const map = () => verifiedMap(seen());
  return {
    report: { command: 'verify', findings, assertions, failOn, settingsPlace, input: firstFileOf(manifests), folder: process.cwd(), map },
    map,
    code: failing(findings, failOn).length > 0 ? exitCodes.findings : exitCodes.fine,
  };
}

/** Ways in, and who else reaches internal ports. */
function verifiedMap({ model, intent }: ReturnType<Verification['seen']>): NetworkMap {
  return installationMap({ title: 'Who reaches what', ways: allWays(model, intent), access: accessMatrix(model, intent), connections: [] });
}

/** Findings, with the data that reports need. */
interface Verification extends Pick<FindingsReport, 'findings' | 'settingsPlace'> {
  readonly asserted: readonly AssertedPorts[];
  /** The input of a map. */
  readonly seen: () => { readonly model: Model; readonly intent: Intent };
}

/** Checks manifests against each settings file, and reports what belongs to none of them. */
function verifiedBySettings(manifests: Manifests, files: readonly string[], assumptions: AssumptionOptions): Verification {
  const installations = loadInstallations({ kind: 'named', files });
  const plans = installations.map(({ plan }) => plan);
  return {
    findings: [...verifyPlans(manifests, plans, today(), assumptions), ...unprovenInstallations(manifests, plans)],
    asserted: plans.map(portsOfPlan),
    settingsPlace: settingsPlaceOf(installations),
    seen: () => {
      const model = modelOf(manifests, { ...modelOptionsOfAll(plans), ...assumptions });
      return { model, intent: intentOfModel(model, plans) };
    },
  };
}

/** Checks manifests against the catalogue. Only assertions list the ports of the pods. */
function verifiedByCatalogue(
  manifests: Manifests,
  release: Release,
  labels: Readonly<Record<string, string>> | undefined,
  assumptions: AssumptionOptions,
  format: VerifyOptions['format'],
): Verification {
  return {
    findings: verifyCatalogue(manifests, release, labels, assumptions),
    asserted: format === 'junit' ? [portsOfIntent(seenByCatalogue(manifests, release, labels, assumptions).intent)] : [],
    settingsPlace: () => undefined,
    seen: () => seenByCatalogue(manifests, release, labels, assumptions),
  };
}

/** Whether no object of an installation was checked: then nothing can be asserted about its ports. */
const isMissing = (findings: readonly Finding[], installation: string | undefined): boolean =>
  nothingLookedAt(findings.filter((finding) => finding.installation === installation)) !== undefined;

function parseLabels(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').map((pair) => pair.split('='));
  const wrong = pairs.find((pair) => pair.length !== 2 || pair[0] === '');
  if (wrong) throw new InputError([{ field: '--pods', message: `'${wrong.join('=')}': expected labels such as app=bluemind,tier=mail` }]);
  return Object.fromEntries(pairs.map(([key = '', value = '']) => [key, value]));
}

/** Unknown fields; one of them may be the field that would have made an object BlueMind's. */
const misfitFaults = (findings: readonly Finding[]): readonly Fault[] =>
  findings.filter(({ rule }) => misfitRules.includes(rule)).map(({ message, position }) => ({ message, ...(position && { position }) }));
