import { type Fault, InputError } from '../../base/faults';
import { today } from '../../base/today';
import type { Release } from '../../catalogue';
import {
  type AssertedPorts,
  assertionsOf,
  type Finding,
  failing,
  misfitRules,
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
import type { AssumptionOptions, Manifests } from '../../reachability';
import { formatFindings } from '../../reports/findings';
import type { FindingsFormat } from '../../reports/findings/formats';
import { type FindingsReport, isFile } from '../../reports/findings/report';
import { loadInstallations } from '../../synth/installations';
import { type AssumptionArguments, assumptionsOf } from '../assumptions';
import { printIn } from '../print-in';
import { type ReadingOptions, reportReading } from '../reading';

export interface VerifyOptions extends AssumptionArguments, ReadingOptions {
  /** Settings files of the installations. @default - only the catalogue counts */
  readonly settings?: string | readonly string[];
  readonly release: Release;
  /** Labels of BlueMind's pods, `key=value,key=value`, if there are no settings. */
  readonly pods?: string;
  readonly format: FindingsFormat;
  readonly failOn: Severity;
  /** Whether manifests without any object of BlueMind are accepted. @default false */
  readonly allowEmpty?: boolean;
}

/** Checks manifests against settings, or only against the catalogue. @returns the exit code */
export const runVerify = (
  paths: readonly string[],
  { settings, release, pods, format, failOn, allowEmpty = false, ...engine }: VerifyOptions,
): number =>
  reportReading(
    engine,
    (read) => {
      const manifests = read(paths);
      const assumptions = assumptionsOf(engine);
      const verification =
        settings === undefined
          ? verifiedByCatalogue(manifests, release, pods === undefined ? undefined : parseLabels(pods), assumptions, format)
          : verifiedBySettings(manifests, [settings].flat(), assumptions);
      const { findings, asserted, settingsPlace } = verification;
      const nothing = allowEmpty ? undefined : nothingLookedAt(findings);
      if (nothing) throw new InputError([...misfitFaults(findings), { message: `${paths.join(', ')}: ${nothing.message} ${nothing.mend}` }]);
      const assertions = assertionsOf(
        findings,
        asserted.filter(({ installation }) => !isMissing(findings, installation)),
        rules.map(({ name }) => name),
      );
      const input = manifests.manifests.map(({ position }) => position).find(isFile)?.file ?? 'stdin';
      printIn(format, formatFindings({ command: 'verify', findings, assertions, failOn, settingsPlace, input, folder: process.cwd() }, format));
      return failing(findings, failOn).length > 0 ? 1 : 0;
    },
    'nothing was verified',
  );

/** Findings, with the data that reports need. */
interface Verification extends Pick<FindingsReport, 'findings' | 'settingsPlace'> {
  readonly asserted: readonly AssertedPorts[];
}

/** Checks manifests against each settings file, and reports what belongs to none of them. */
function verifiedBySettings(manifests: Manifests, files: readonly string[], assumptions: AssumptionOptions): Verification {
  const installations = loadInstallations({ kind: 'named', files });
  const plans = installations.map(({ plan }) => plan);
  return {
    findings: [...verifyPlans(manifests, plans, today(), assumptions), ...unprovenInstallations(manifests, plans)],
    asserted: plans.map(portsOfPlan),
    settingsPlace: ({ setting, installation }) => setting && installations.find(({ plan }) => plan.installation === installation)?.locate?.(setting),
  };
}

/** Checks manifests against the catalogue. Only assertions list the ports of the pods. */
function verifiedByCatalogue(
  manifests: Manifests,
  release: Release,
  labels: Readonly<Record<string, string>> | undefined,
  assumptions: AssumptionOptions,
  format: FindingsFormat,
): Verification {
  return {
    findings: verifyCatalogue(manifests, release, labels, assumptions),
    asserted: format === 'junit' ? [portsOfIntent(seenByCatalogue(manifests, release, labels, assumptions).intent)] : [],
    settingsPlace: () => undefined,
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
