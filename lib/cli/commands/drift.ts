import { basename } from 'node:path';
import { InputError } from '../../base/faults';
import { readInputFile, standardInput } from '../../base/input-file';
import { today } from '../../base/today';
import { writeYaml } from '../../base/yaml/write';
import { failing, type Severity } from '../../checks';
import { cronJobOf } from '../../cluster/drift/cron-job';
import { driftOf, kindsFor, versionsOf, type Wanted, wantedOf } from '../../cluster/drift/drift';
import { givenObjects, type Live, readCluster } from '../../cluster/drift/live';
import { type Account, rightsOf } from '../../cluster/drift/rights';
import { type Kubectl, kubectlOf } from '../../cluster/kubectl';
import { readPaths, soundManifests } from '../../reachability';
import { formatDrift, notesBeside } from '../../reports/drift';
import type { DriftContext } from '../../reports/drift/report';
import type { FindingsFormat } from '../../reports/findings/formats';
import { type LoadedInstallation, loadInstallations, settingsPlaceOf } from '../../synth/settings/installations';
import { chooseSettings } from '../../synth/settings/settings-files';
import { exitCodes } from '../exit-code';
import { type AssumptionArguments, assumptionsOf } from '../options/assumptions';
import { type KubectlArguments, kubectlOptionsOf } from '../options/kubectl';
import { printIn } from '../printing/print-in';
import { reportFaultsLater } from '../printing/report-faults';
import { type ReadingOptions, sayLeftOut } from '../reading';
import { printDocument, say } from '../terminal';

export interface DriftOptions extends AssumptionArguments, KubectlArguments, ReadingOptions {
  /** Files with the objects of a cluster. @default - the objects are read from the cluster */
  readonly from?: readonly string[];
  readonly format: FindingsFormat;
  readonly failOn: Severity;
  /** Prints the objects that drift needs in a cluster, and reads no cluster. */
  readonly manifests?: 'rbac' | 'cronjob';
  readonly image?: string;
  readonly schedule: string;
  /** Namespace for the service account and the job. @default - that of the first installation */
  readonly namespace?: string;
}

/**
 * Compares a live cluster with settings, or prints the objects that are needed to do so in the cluster.
 * @param settings files; `-` means the objects of the cluster on standard input
 * @returns the exit code
 */
export const runDrift = (files: readonly string[], options: DriftOptions, kubectl: Kubectl = kubectlOf(kubectlOptionsOf(options))): Promise<number> =>
  reportFaultsLater(
    async () => {
      const installations = loadInstallations(chooseSettings(files.filter((file) => file !== standardInput)));
      const wanted = wantedOf(installations.map(({ plan }) => plan));
      if (options.manifests !== undefined) {
        printDocument(manifestsOf(installations, wanted, options).map(writeYaml).join('---\n'));
        return exitCodes.fine;
      }
      const from = [...(options.from ?? []), ...(files.includes(standardInput) ? [standardInput] : [])];
      const assumptions = assumptionsOf(options);
      const live = await liveOf(wanted, from, kubectl);
      const { sound, faults } = options.keepGoing ? soundManifests(live.manifests) : { sound: live.manifests, faults: live.manifests.faults };
      const leftOut = [...live.missingRights, ...faults];
      if (leftOut.length > 0 && !options.keepGoing) throw new InputError(leftOut);
      const drift = driftOf(wanted, { ...live, manifests: sound }, today(), assumptions);
      sayLeftOut(leftOut);
      printIn(options.format, formatDrift(drift, contextOf(installations, wanted, options), options.format));
      for (const note of notesBeside(drift, options.format)) say(`${note}\n`);
      if (leftOut.length > 0) return exitCodes.badInput;
      return failing(drift.findings, options.failOn).length > 0 ? exitCodes.findings : exitCodes.fine;
    },
    { consequence: 'nothing was compared' },
  );

function contextOf(installations: readonly LoadedInstallation[], wanted: Wanted, { failOn }: DriftOptions): DriftContext {
  const settingsPlace = settingsPlaceOf(installations);
  return {
    wanted,
    failOn,
    settingsPlace,
    installationPlace: (finding) => settingsPlace({ ...finding, setting: ['name'] }),
    input: installations[0]?.file ?? 'installations',
    folder: process.cwd(),
  };
}

function liveOf(wanted: Wanted, from: readonly string[], kubectl: Kubectl): Live | Promise<Live> {
  const kinds = kindsFor(wanted);
  if (from.length === 0) return readCluster(kubectl, kinds, versionsOf(wanted));
  return givenObjects(readPaths(from), kinds);
}

function manifestsOf(installations: readonly LoadedInstallation[], wanted: Wanted, options: DriftOptions): readonly object[] {
  const [first] = installations;
  const account: Account = {
    name: first && installations.length === 1 ? `${first.plan.installation}-drift` : 'bluemind-drift',
    namespace: options.namespace ?? first?.plan.namespace ?? 'default',
  };
  const rights = rightsOf(account, kindsFor(wanted));
  if (options.manifests === 'rbac') return rights;
  if (options.image === undefined)
    throw new InputError([
      {
        field: '--image',
        message: 'is missing: name an image that has cdk8s-bluemind and kubectl in its PATH (docs/drift.md shows how to build one)',
      },
    ]);
  const { image, schedule, failOn } = options;
  const settings = Object.fromEntries(installations.map((one) => [`${one.plan.installation}.yaml`, textOf(one)]));
  return [...rights, ...cronJobOf(account, { image, schedule, settings, arguments: ['--fail-on', failOn] })];
}

/** The unchanged text of a settings file; settings of a fleet file are written out completely. */
function textOf({ file = '', isOfFleet, input }: LoadedInstallation): string {
  if (isOfFleet) return writeYaml(input);
  const read = readInputFile(file, 1024 * 1024);
  if ('problem' in read) throw new InputError([{ position: { file, line: 1, column: 1 }, message: `${basename(file)} ${read.problem}` }]);
  return read.text;
}
