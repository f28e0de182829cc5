import { Argument, Command, CommanderError, Option } from 'commander';
import { controllerNames, providerNames } from '../init/names';
import { connectionsFormats } from '../reports/connections/formats';
import { differenceFormats } from '../reports/difference/formats';
import { findingsFormats } from '../reports/findings/formats';
import { type DocumentName, documentNames } from '../reports/json/document';
import { mapFormats } from '../reports/map/formats';
import { probeFormats } from '../reports/probe/formats';
import { collect, withAssumptions } from './assumptions';
import type { CatalogueOptions } from './commands/catalogue';
import type { Shell } from './commands/completion';
import type { DiffOptions } from './commands/diff';
import type { DriftOptions } from './commands/drift';
import type { ExplainOptions } from './commands/explain';
import type { ExposureOptions } from './commands/exposure';
import type { InitOptions } from './commands/init';
import type { ProbeOptions } from './commands/probe';
import type { ReachOptions } from './commands/reach';
import type { SchemaOptions } from './commands/schema';
import type { SynthOptions } from './commands/synth';
import type { VerifyOptions } from './commands/verify';
import { exitCodes } from './exit-code';
import { seconds, withKubectl } from './kubectl-options';
import { handleUnforeseen, reportUnforeseen } from './last-handler';
import { refuseStandardInputTwice } from './paths';
import { print, say } from './terminal';

/** Each command loads its libraries when it runs, so it does not wait for those of other commands. */
export function program(version: string, setExitCode: (code: number) => void): Command {
  const command = new Command('cdk8s-bluemind')
    .description('The Kubernetes network of a BlueMind mail server: Services, NetworkPolicies and entry points from one port catalogue.')
    .version(version)
    .option('--debug', 'show the stack trace of an unexpected error')
    .showHelpAfterError('(cdk8s-bluemind --help lists commands and options)')
    .hook('preAction', (_, action) => refuseStandardInputTwice(action))
    .addHelpText(
      'after',
      `
Examples:
  cdk8s-bluemind synth                      render installations/ to dist/
  cdk8s-bluemind synth mail.yaml --stdout   print one installation, ready for kubectl apply -f -
  cdk8s-bluemind catalogue --external       the ports that clients use
  cdk8s-bluemind schema > settings.schema.json

Exit codes: 0 fine, 1 findings or differences, 2 bad input or usage, 3 a fault of the tool.`,
    );

  command
    .command('synth')
    .description('render installations and replace the previous output')
    .argument(
      '[files...]',
      "settings or fleet files, fleet.yaml#NAME, or '-' for standard input (default: the .yaml and .yml files of installations/, without those that begin with a dot)",
    )
    .option('--out <folder>', 'folder for the manifests', 'dist')
    .option('--values <folder>', 'folder for Helm values (default: values, beside dist)')
    .option('--reports <folder>', 'folder for reports (default: reports, beside dist)')
    .addOption(
      new Option('--stdout', 'print one stream of YAML documents and write nothing').conflicts(['chartVersion', 'out', 'values', 'reports', 'prune']),
    )
    .addOption(
      new Option('--format <format>', 'manifests, or Helm charts; a single chart is the folder itself').choices(['plain', 'helm']).default('plain'),
    )
    .option('--default', 'render the default installation, which is public, without any settings file')
    .option('--prune', 'remove folders that the same settings rendered before and no longer describe')
    .option('--no-prune', 'keep them (default: they are removed when all of installations/ is rendered to a folder inside the working directory)')
    .option('--force', 'render what did not change since the last run, too')
    .option('--verbose', 'report each installation, also if there are many')
    .option('--all-or-nothing', 'write nothing if one installation has faults (default: the others are written)')
    .addOption(
      new Option(
        '--shard <i/n>',
        'render one of n parts of the installations, from 1/n; /n takes the number of JOB_COMPLETION_INDEX, as a Kubernetes Indexed Job sets it',
      ).conflicts(['default', 'stdout', 'chartVersion', 'html', 'page', 'allOrNothing']),
    )
    .addOption(
      new Option('--changed-since <revision>', 'render only installations whose settings differ from those in a revision of git').conflicts([
        'default',
        'stdout',
        'chartVersion',
        'html',
        'page',
        'allOrNothing',
      ]),
    )
    .addOption(new Option('--chart-version <version>', 'version of the charts, such as 1.4.0').conflicts(['values', 'reports']))
    .addOption(new Option('--html', 'also write reports/NAME/exposure.html, a page of each installation').conflicts(['stdout', 'chartVersion']))
    .addOption(new Option('--page <file>', 'write one page of all installations').conflicts(['stdout', 'chartVersion']))
    .action(async (files: string[], options: SynthOptions) => {
      const { runSynthCommand, runSynthPages } = await import('./commands/synth.js');
      setExitCode(options.html || options.page !== undefined ? await runSynthPages(files, options) : runSynthCommand(files, options));
    });

  command
    .command('init')
    .description('write a first settings file from a few questions, from options, or from manifests or a cluster')
    .option('--name <name>', 'name of the installation (default: as found, else bluemind)')
    .option('--namespace <name>', 'namespace of its pods (default: as found, else the name)')
    .addOption(new Option('--release <release>', 'major release of BlueMind').choices(['4', '5']))
    .addOption(
      new Option('--workloads <preset>', 'how BlueMind is spread over pods').choices(['all-in-one', 'roles', 'main-and-edge', 'main-and-mailboxes']),
    )
    .addOption(new Option('--provider <name>', 'provider of load balancers').choices(providerNames))
    .addOption(new Option('--ingress <controller>', 'ingress controller that serves web clients').choices(controllerNames))
    .option('--hostname <name>', 'host name for web clients')
    .option('--node-cidr <blocks...>', 'address blocks of the nodes')
    .option('--pod-cidr <blocks...>', 'address blocks of the pods')
    .option('--from <paths...>', "manifests, or '-' for what kubectl get pods,svc,ingressclass,nodes -A -o yaml prints")
    .option('--out <file>', 'file to write (default: installations/NAME.yaml)')
    .addOption(new Option('--stdout', 'print it and write nothing').conflicts('out'))
    .action(async (options: InitOptions) => {
      const { runInit } = await import('./commands/init.js');
      setExitCode(await runInit(options));
    });

  const reading = (subcommand: Command): Command =>
    withAssumptions(
      subcommand.option(
        '--keep-going',
        'report files that cannot be read, go on without them, and exit with 2 at the end (default: any fault ends the command)',
      ),
    );

  reading(command.command('verify'))
    .description('check manifests against settings, or against the catalogue only, and fail on a breach')
    .argument('<paths...>', "files, folders, or '-' for standard input")
    .addOption(
      new Option('--settings <file>', "settings of an installation, or '-' for standard input; may be repeated, for each of several installations")
        .argParser(collect)
        .conflicts(['release', 'pods']),
    )
    .addOption(new Option('--release <release>', 'major release of BlueMind, without settings').choices(['4', '5']).default('4'))
    .option('--pods <labels>', "labels of BlueMind's pods, without settings (default: app.kubernetes.io/name=bluemind)")
    .addOption(new Option('--format <format>', 'format of the findings, or a map').choices([...findingsFormats, ...mapFormats]).default('text'))
    .addOption(new Option('--fail-on <severity>', 'lowest severity that fails').choices(['info', 'warning', 'error']).default('error'))
    .option('--allow-empty', 'accept manifests without BlueMind (otherwise they are bad input)')
    .action(async (paths: string[], { format, ...options }: Omit<VerifyOptions, 'format'> & { readonly format: VerifyOptions['format'] | 'svg' }) => {
      const { runVerify, runVerifyDrawing } = await import('./commands/verify.js');
      setExitCode(format === 'svg' ? await runVerifyDrawing(paths, options) : runVerify(paths, { format, ...options }));
    });

  command
    .command('rules')
    .description('list what verify looks for, as Markdown')
    .action(async () => {
      const { runRules } = await import('./commands/rules.js');
      setExitCode(runRules());
    });

  command
    .command('versions')
    .description('list the versions of controllers and charts that the output needs, as Markdown')
    .action(async () => {
      const { runVersions } = await import('./commands/versions.js');
      setExitCode(runVersions());
    });

  const engine = (subcommand: Command): Command =>
    reading(subcommand.option('--settings <file>', "settings, or '-' for standard input; their workloads are used if the manifests contain no pods"));

  engine(command.command('reach'))
    .description('list who can connect to whom, from any manifests')
    .argument('<paths...>', "files, folders, or '-' for standard input")
    .addOption(new Option('--format <format>', 'format of the list, or a map').choices(connectionsFormats).default('text'))
    .option('--from <source>', 'only from this workload, address or block')
    .option('--to <destination>', 'only to this workload, address or block')
    .option('--focus <workload>', 'only from and to this workload, address or block')
    .option('--port <port>', 'only this port: 25, UDP/53, TCP/8000-8010, or a name such as postgresql')
    .option('--explain', 'show for each connection which rules admit it, or why it cannot be decided')
    .option('--itself', 'also list what pods of a workload can reach on other pods of the same workload (as when --from and --to name one workload)')
    .action(async (paths: string[], options: ReachOptions) => {
      const { runReach } = await import('./commands/reach.js');
      setExitCode(await runReach(paths, options));
    });

  engine(command.command('exposure'))
    .description('list what the policies of any manifests would admit from and to pods and namespaces that are not in the manifests')
    .argument('<paths...>', "files, folders, or '-' for standard input")
    .addOption(new Option('--format <format>', 'format of the list, or a map').choices(connectionsFormats).default('text'))
    .option('--focus <workload>', 'only from and to this workload')
    .option('--port <port>', 'only this port: 25, UDP/53, TCP/8000-8010, or a name such as postgresql')
    .option('--explain', 'show for each connection which rules admit it, or why it cannot be decided')
    .action(async (paths: string[], options: ExposureOptions) => {
      const { runExposure } = await import('./commands/exposure.js');
      setExitCode(await runExposure(paths, options));
    });

  engine(command.command('explain'))
    .description('explain why a source can or cannot connect to a port of a destination')
    .argument('<source>', "workload, address or block, 'external', 'node' or 'any-pod'")
    .argument('<destination:port>', 'workload and port by number or name, such as mail/postfix:25 or mail/database:postgresql')
    .argument('[paths...]', "files, folders, or '-' for standard input", ['dist'])
    .addOption(new Option('--format <format>', 'format of the answer, or a map').choices(connectionsFormats).default('text'))
    .addOption(new Option('--expect <verdict>', 'fail unless every answer is this one').choices(['allowed', 'denied']))
    .action(async (source: string, destination: string, paths: string[], options: ExplainOptions) => {
      const { runExplain } = await import('./commands/explain.js');
      setExitCode(await runExplain(source, destination, paths, options));
    });

  engine(command.command('diff'))
    .description('list connections and ways in that were added, removed or changed; fail on a new way in that nobody chose')
    .argument('<old>', "file, folder, or '-' for standard input")
    .argument('<new>', "file, folder, or '-' for standard input")
    .addOption(new Option('--format <format>', 'format of the list, or a page').choices([...differenceFormats, 'svg', 'html']).default('text'))
    .option('--old-settings <file>', 'settings of the old state (default: --settings, or those beside each state)')
    .option('--new-settings <file>', 'settings of the new state')
    .option('--before-name <name>', 'name of the old state in the output', 'ref1')
    .option('--after-name <name>', 'name of the new state in the output', 'ref2')
    .addOption(new Option('--fail-on <severity>', 'lowest severity that fails').choices(['info', 'warning', 'error']).default('error'))
    .action(
      async (
        before: string,
        after: string,
        { format, ...options }: Omit<DiffOptions, 'format'> & { readonly format: DiffOptions['format'] | 'svg' | 'html' },
      ) => {
        const { runDiff, runDiffDrawing, runDiffPage } = await import('./commands/diff.js');
        if (format === 'html') setExitCode(await runDiffPage(before, after, options));
        else if (format === 'svg') setExitCode(await runDiffDrawing(before, after, options));
        else setExitCode(runDiff(before, after, { format, ...options }));
      },
    );

  withKubectl(reading(command.command('drift')))
    .description('compare a live cluster with settings: list what is missing, changed, left over or added by others, and what it opens')
    .argument('[files...]', "settings files (default: all of installations/); '-' for the objects of the cluster on standard input")
    .option('--from <paths...>', "output of kubectl get -o yaml, in files, or '-' (default: kubectl asks the cluster)")
    .addOption(new Option('--format <format>', 'format of the findings').choices(findingsFormats).default('text'))
    .addOption(new Option('--fail-on <severity>', 'lowest severity that fails').choices(['info', 'warning', 'error']).default('error'))
    .addOption(
      new Option('--manifests <which>', 'print what drift needs in a cluster and do nothing else: its rights, or a CronJob with them')
        .choices(['rbac', 'cronjob'])
        .conflicts(['from', 'format']),
    )
    .option('--image <image>', 'image for the CronJob, with cdk8s-bluemind and kubectl in its PATH')
    .option('--schedule <schedule>', 'when the CronJob runs', '17 * * * *')
    .option('--namespace <name>', 'namespace for the service account and the CronJob (default: that of the first installation)')
    .action(async (files: string[], options: DriftOptions) => {
      const { runDrift } = await import('./commands/drift.js');
      setExitCode(await runDrift(files, options));
    });

  command
    .command('catalogue')
    .description("list BlueMind's ports, in JSON its components and their connections too")
    .addOption(new Option('--release <release>', 'major release of BlueMind').choices(['4', '5']).default('4'))
    .addOption(new Option('--format <format>', 'format of the list').choices(['table', 'markdown', 'csv', 'json']).default('table'))
    .addOption(new Option('--external', 'only ports that clients and other servers use').conflicts('internal'))
    .option('--internal', "only ports between BlueMind's components")
    .option('--component <name>', 'only the ports of one component')
    .addOption(
      new Option('--diff <releases...>', 'what changes from one release to another: --diff 4 5')
        .choices(['4', '5'])
        .conflicts(['release', 'external', 'internal', 'component']),
    )
    .action(async (options: CatalogueOptions) => {
      const { runCatalogue } = await import('./commands/catalogue.js');
      setExitCode(runCatalogue(options));
    });

  withKubectl(withAssumptions(command.command('probe')))
    .description('test whether a network plugin enforces the settings: print test pods to apply, run them, or read their results')
    .argument('[files...]', "settings files, or '-' for standard input (default: all of installations/)")
    .option('--run', 'apply the test pods in scratch namespaces, wait, read their results and remove them')
    .addOption(new Option('--live', 'test the real pods from a foreign pod and from this machine, by TCP connections only').conflicts('results'))
    .addOption(new Option('--results <file>', "output of kubectl logs of the clients, or '-' for standard input").conflicts(['run', 'cleanup']))
    .addOption(new Option('--cleanup', 'remove what a killed run left (of all installations if you name no file)').conflicts(['run', 'live']))
    .addOption(
      new Option('--manifests <which>', 'what to print: the whole probe, or the namespaces and rights that an administrator prepares')
        .choices(['all', 'rbac'])
        .default('all')
        .conflicts(['run', 'live', 'results', 'cleanup']),
    )
    .option('--image <image>', "image with agnhost's commands and sh (default: registry.k8s.io/e2e-test-images/agnhost:2.47)")
    .addOption(new Option('--format <format>', 'format of the result').choices(probeFormats).default('text'))
    .addOption(new Option('--timeout <seconds>', 'how long pods may take to become ready, and clients to finish').argParser(seconds).default(900))
    .action(async (files: string[], options: ProbeOptions) => {
      const { runProbeCommand } = await import('./commands/probe.js');
      setExitCode(await runProbeCommand(files, options));
    });

  command
    .command('values')
    .description("print the Helm values that a controller's or BlueMind's own chart needs for an installation")
    .argument('<chart>', 'traefik, ingress-nginx, haproxy, kong, prometheus-blackbox-exporter or app-template')
    .argument('[files...]', "settings files, or '-' for standard input (default: all of installations/)")
    .option('--config-map', 'as a ConfigMap for valuesFrom of a Flux HelmRelease')
    .action(async (chart: string, files: string[], options: { configMap?: true }) => {
      const { runValues } = await import('./commands/values.js');
      setExitCode(runValues(chart, files, options));
    });

  command
    .command('krm')
    .description(
      'as a KRM function of kustomize or kpt: read a ResourceList from standard input, render or prove an installation, and print the list',
    )
    .action(async () => {
      const { runKrm } = await import('./commands/krm.js');
      setExitCode(runKrm());
    });

  command
    .command('schema')
    .description('print the JSON Schema of settings or fleet files, for editors, or of the JSON that a command prints')
    .addArgument(
      new Argument('[document]', 'settings, fleet, or the document of a command')
        .choices(['settings', 'fleet', ...documentNames])
        .default('settings'),
    )
    .addOption(
      new Option('--format <format>', 'JSON Schema, or for settings the reference as Markdown').choices(['json', 'markdown']).default('json'),
    )
    .action(async (document: 'settings' | 'fleet' | DocumentName, options: SchemaOptions) => {
      const { runSchema } = await import('./commands/schema.js');
      setExitCode(runSchema(document, options));
    });

  command
    .command('completion')
    .description('print the completion script for a shell: commands, options and their values')
    .addArgument(new Argument('<shell>', 'for bash: source <(cdk8s-bluemind completion bash)').choices(['bash', 'zsh', 'fish']))
    .action(async (shell: Shell) => {
      const { runCompletion } = await import('./commands/completion.js');
      setExitCode(runCompletion(shell, command));
    });

  return command;
}

/** A command line: the words after the command's name, and the version that `--version` prints. */
export interface CommandLine {
  readonly version: string;
  readonly arguments: readonly string[];
}

/** Runs the command line and sets the exit code of the process. */
export async function main(commandLine: CommandLine): Promise<void> {
  handleUnforeseen(isDebugged(commandLine), (code) => process.exit(code));
  process.exitCode = await runCommandLine(commandLine);
}

/** Runs a command line. @returns the exit code */
export async function runCommandLine({ version, arguments: words }: CommandLine): Promise<number> {
  let exitCode: number = exitCodes.fine;
  const command = program(version, (code) => {
    exitCode = code;
  });
  for (const each of [command, ...command.commands])
    each.exitOverride().configureOutput({ writeOut: print, writeErr: say, outputError: (text, write) => write(text) });
  try {
    if (words.length === 0) command.outputHelp();
    else
      await command.parseAsync(
        words.filter((word) => word !== debugOption),
        { from: 'user' },
      );
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.badInput;
    return reportUnforeseen(error, isDebugged({ arguments: words }));
  }
}

const debugOption = '--debug';
const isDebugged = ({ arguments: words }: Pick<CommandLine, 'arguments'>): boolean => words.includes(debugOption);
