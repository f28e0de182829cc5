import { type Fault, InputError } from '../../base/faults';
import { today } from '../../base/today';
import type { Release } from '../../catalogue';
import {
  type Finding,
  failing,
  misfitRules,
  nothingLookedAt,
  type Severity,
  unprovenInstallations,
  verifyCatalogue,
  verifyPlans,
} from '../../checks';
import type { AssumptionOptions, Manifests } from '../../reachability';
import { type FindingsFormat, formatFindings } from '../../reports/findings';
import { loadPlans } from '../../synth/installations';
import { type AssumptionArguments, assumptionsOf } from '../assumptions';
import { type ReadingOptions, reportReading } from '../reading';
import { print } from '../terminal';

export interface VerifyOptions extends AssumptionArguments, ReadingOptions {
  /** Files of the settings of the installations. @default - the catalogue alone */
  readonly settings?: string | readonly string[];
  readonly release: Release;
  /** Labels of BlueMind's pods, `key=value,key=value`, where there are no settings. */
  readonly pods?: string;
  readonly format: FindingsFormat;
  readonly failOn: Severity;
  /** Whether manifests in which nothing is BlueMind's are no fault. @default false */
  readonly allowEmpty?: boolean;
}

/** Holds manifests against settings, or against the catalogue alone. @returns the exit code */
export const runVerify = (
  paths: readonly string[],
  { settings, release, pods, format, failOn, allowEmpty = false, ...engine }: VerifyOptions,
): number =>
  reportReading(
    engine,
    (read) => {
      const manifests = read(paths);
      const assumptions = assumptionsOf(engine);
      const findings =
        settings === undefined
          ? verifyCatalogue(manifests, release, pods === undefined ? undefined : parseLabels(pods), assumptions)
          : verifySettings(manifests, [settings].flat(), assumptions);
      const nothing = allowEmpty ? undefined : nothingLookedAt(findings);
      if (nothing) throw new InputError([...misfitFaults(findings), { message: `${paths.join(', ')}: ${nothing.message} ${nothing.mend}` }]);
      print(formatFindings(findings, format));
      return failing(findings, failOn).length > 0 ? 1 : 0;
    },
    'nothing was verified',
  );

/** Holds manifests against each of the settings, and says what belongs to none of them. */
function verifySettings(manifests: Manifests, files: readonly string[], assumptions: AssumptionOptions): readonly Finding[] {
  const plans = loadPlans({ kind: 'named', files });
  return [...verifyPlans(manifests, plans, today(), assumptions), ...unprovenInstallations(manifests, plans)];
}

function parseLabels(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').map((pair) => pair.split('='));
  const wrong = pairs.find((pair) => pair.length !== 2 || pair[0] === '');
  if (wrong) throw new InputError([{ field: '--pods', message: `'${wrong.join('=')}': expected labels such as app=bluemind,tier=mail` }]);
  return Object.fromEntries(pairs.map(([key = '', value = '']) => [key, value]));
}

/** Fields that count for nothing, among which may be the one that would have made an object BlueMind's. */
const misfitFaults = (findings: readonly Finding[]): readonly Fault[] =>
  findings.filter(({ rule }) => misfitRules.includes(rule)).map(({ message, position }) => ({ message, ...(position && { position }) }));
