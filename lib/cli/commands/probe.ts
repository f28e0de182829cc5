import { InputError } from '../../base/faults';
import { inputName, readInputFile } from '../../base/input-file';
import { writeYaml } from '../../base/yaml/write';
import { type Kubectl, kubectlOf } from '../../cluster/kubectl';
import { isFailed, type Matrix, matrixOf } from '../../cluster/probe/matrix';
import { defaultImage } from '../../cluster/probe/objects';
import { type Probe, probeOf } from '../../cluster/probe/probe';
import { preparedObjects } from '../../cluster/probe/rights';
import { runLive } from '../../cluster/probe/running/live';
import { leftovers, remove } from '../../cluster/probe/running/removal';
import { type RunOptions, runProbe } from '../../cluster/probe/running/run';
import type { Plan } from '../../plan';
import { formatProbes } from '../../reports/probe';
import type { ProbeFormat } from '../../reports/probe/formats';
import { loadPlans } from '../../synth/settings/installations';
import { chooseSettings } from '../../synth/settings/settings-files';
import { exitCodes } from '../exit-code';
import { type AssumptionArguments, assumptionsOf } from '../options/assumptions';
import { type KubectlArguments, kubectlOptionsOf } from '../options/kubectl';
import { printIn } from '../printing/print-in';
import { reportFaultsLater } from '../printing/report-faults';
import { print, printDocument, say, terminalWidth } from '../terminal';

export interface ProbeOptions extends AssumptionArguments, KubectlArguments {
  /** Applies the stand-ins, waits, reads their results and removes them. */
  readonly run?: true;
  /** Like `run`, but from foreign pods to the real pods. */
  readonly live?: true;
  /** Removes what earlier probes left. */
  readonly cleanup?: true;
  /** File with the logs of clients. */
  readonly results?: string;
  /** Which manifests to print if nothing is run. */
  readonly manifests: 'all' | 'rbac';
  readonly image?: string;
  readonly format: ProbeFormat;
  /** Seconds. */
  readonly timeout: number;
}

/**
 * Tests whether a network plugin does what settings intend: prints stand-ins to apply, runs them, or reads their results.
 * @returns the exit code
 */
export const runProbeCommand = (
  files: readonly string[],
  options: ProbeOptions,
  kubectl: Kubectl = kubectlOf(kubectlOptionsOf(options)),
): Promise<number> =>
  reportFaultsLater(
    async () => {
      if (options.cleanup) return cleanUp(kubectl, files.length > 0 ? loadPlans(chooseSettings(files)) : undefined);
      const plans = loadPlans(chooseSettings(files));
      const assumptions = assumptionsOf(options);
      const probes = plans.map((plan) => probeOf(plan, { image: options.image ?? defaultImage }, assumptions));
      if (options.results !== undefined) return report(readResults(probes, options.results), options.format);
      if (options.run || options.live) return report(await runAll(kubectl, plans, probes, options), options.format);
      printDocument(
        probes
          .flatMap((probe) => manifestsOf(probe, options))
          .map(writeYaml)
          .join('---\n'),
      );
      return exitCodes.fine;
    },
    { consequence: 'nothing was proved' },
  );

const manifestsOf = (probe: Probe, { manifests }: ProbeOptions): readonly object[] => {
  if (manifests === 'rbac') return preparedObjects(probe);
  const { namespaces, listeners, clients } = probe.objects;
  return [...namespaces, ...listeners, ...clients];
};

function report(matrices: readonly Matrix[], format: ProbeFormat): number {
  printIn(format, formatProbes(matrices, format, terminalWidth()));
  return matrices.some(isFailed) ? exitCodes.findings : exitCodes.fine;
}

/** Bytes: a line is about 80, and a probe asks some thousands. */
const largestLogs = 64 * 1024 * 1024;

/** @throws InputError if the logs do not belong to these probes */
function readResults(probes: readonly Probe[], file: string): readonly Matrix[] {
  const logs = readInputFile(file, largestLogs);
  if ('problem' in logs) throw new InputError([{ field: '--results', message: `${inputName(file)} ${logs.problem}` }]);
  const matrices = probes.map((probe) => matrixOf(probe, logs.text));
  if (matrices.every(({ observations }) => observations.every(({ outcome }) => outcome === 'unanswered')))
    throw new InputError([
      {
        field: '--results',
        message: `${inputName(file)} contains no answers of these probes; give what 'kubectl logs' prints for their Jobs, with the same settings`,
      },
    ]);
  return matrices;
}

/** One after another, so that the cluster contains the stand-ins of only one. An interrupted run removes what it created. */
async function runAll(kubectl: Kubectl, plans: readonly Plan[], probes: readonly Probe[], options: ProbeOptions): Promise<readonly Matrix[]> {
  const interruption = new AbortController();
  const interrupt = () => {
    say('interrupted: removing the stand-ins; interrupt again to leave them\n');
    interruption.abort();
  };
  for (const name of signals) process.once(name, interrupt);
  const run: RunOptions = {
    patience: options.timeout,
    assumptions: assumptionsOf(options),
    tell: (text) => say(`${text}\n`),
    signal: interruption.signal,
  };
  try {
    const matrices: Matrix[] = [];
    for (const [index, probe] of probes.entries()) {
      const plan = plans[index];
      matrices.push(
        options.live && plan ? await runLive(kubectl, plan, { ...run, image: options.image ?? defaultImage }) : await runProbe(kubectl, probe, run),
      );
    }
    return matrices;
  } finally {
    for (const name of signals) process.removeListener(name, interrupt);
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

async function cleanUp(kubectl: Kubectl, plans: readonly Plan[] | undefined): Promise<number> {
  const found = await leftovers(
    kubectl,
    plans?.map(({ installation }) => installation),
  );
  await remove(kubectl, found);
  print(
    found.length === 0
      ? 'No probe has left anything.\n'
      : `Removed: ${found.map(({ name, isPrepared }) => (isPrepared ? `what was in ${name}` : name)).join(', ')}.\n`,
  );
  return exitCodes.fine;
}
