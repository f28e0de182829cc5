import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { InputError } from '../../base/faults';
import { catalogues } from '../../catalogue';
import type { Answers, ControllerName, ProviderName } from '../../init/answers';
import { draftSettings } from '../../init/draft';
import { controllerNames, providerNames } from '../../init/names';
import { survey } from '../../init/survey';
import { modelOf, readPaths } from '../../reachability';
import { settingsFolder } from '../../synth/settings/settings-files';
import { reportFaults } from '../printing/report-faults';
import { printDocument, say } from '../terminal';

export interface InitOptions {
  readonly name?: string;
  readonly namespace?: string;
  readonly release?: '4' | '5';
  readonly workloads?: 'all-in-one' | 'roles' | 'main-and-edge' | 'main-and-mailboxes';
  readonly provider?: ProviderName;
  readonly ingress?: ControllerName;
  readonly hostname?: string;
  readonly nodeCidr?: readonly string[];
  readonly podCidr?: readonly string[];
  /** Manifests, or objects of a cluster, from which other answers are read. */
  readonly from?: readonly string[];
  /** @default - installations/NAME.yaml */
  readonly out?: string;
  readonly stdout?: true;
}

/** Writes a first settings file that `synth` accepts as it is. @returns the exit code */
export async function runInit(options: InitOptions): Promise<number> {
  const asked = isSilent(options) && process.stdin.isTTY && process.stdout.isTTY ? await ask() : {};
  return reportFaults(() => {
    const answers = answersOf({ ...options, ...asked });
    const file = options.out ?? join(settingsFolder, `${answers.name}.yaml`);
    const text = draftSettings(answers, file);
    if (options.stdout) printDocument(text);
    else {
      write(file, text);
      say(`${file}: written; read it, then run: cdk8s-bluemind synth ${file}\n`);
    }
    return 0;
  });
}

/** There were no options on the command line. */
const isSilent = (options: InitOptions): boolean => Object.values(options).every((value) => value === undefined);

function answersOf({ from, name, hostname, ingress, nodeCidr, podCidr, ...given }: InitOptions): Answers {
  const found = from === undefined ? {} : lookAt(from, given.release);
  // Without a host name for the web no Ingress can be written; then the web goes through the load balancer.
  const web = hostname === undefined ? undefined : ingress === undefined ? found.web : { controller: ingress };
  if (ingress !== undefined && hostname === undefined)
    throw new InputError([
      { field: '--ingress', message: 'routes web clients by host name; give the name with --hostname, such as mail.example.org' },
    ]);
  const { web: _, ...rest } = found;
  return {
    name: 'bluemind',
    ...rest,
    ...(name !== undefined && { name }),
    ...(given.namespace !== undefined && { namespace: given.namespace }),
    ...(given.release !== undefined && { release: given.release }),
    ...(given.workloads !== undefined && { workloads: given.workloads }),
    ...(given.provider !== undefined && { provider: given.provider }),
    ...(hostname !== undefined && { hostname }),
    ...(web && { web }),
    ...(nodeCidr && { nodeCidrs: nodeCidr }),
    ...(podCidr && { podCidrs: podCidr }),
  };
}

/** Answers from manifests or a cluster. @throws InputError if they contain nothing for a settings file */
function lookAt(paths: readonly string[], release: '4' | '5' = '4'): Partial<Answers> {
  const manifests = readPaths(paths);
  const found = survey(manifests.manifests, modelOf(manifests), catalogues[release]);
  if (Object.keys(found.seen ?? {}).length === 0)
    throw new InputError([
      {
        field: '--from',
        message: `${paths.join(', ')}: found no pods of BlueMind, load balancers, ingress controllers or nodes; give what kubectl get pods,svc,ingressclass,nodes -A -o yaml prints`,
      },
    ]);
  return found;
}

/** An existing file is not replaced. */
function write(file: string, text: string): void {
  if (existsSync(file))
    throw new InputError([{ position: { file, line: 1, column: 1 }, message: 'exists already; choose another file with --out, or another --name' }]);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : error;
    throw new InputError([{ position: { file, line: 1, column: 1 }, message: `cannot be written (${reason}); choose another place with --out` }]);
  }
}

/** A few questions, each with a default that fits most users. */
async function ask(): Promise<InitOptions> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const question = async (text: string, usual: string): Promise<string> => (await terminal.question(`${text} [${usual}] `)).trim() || usual;
  const oneOf = async <T extends string>(text: string, words: readonly T[], usual: T): Promise<T> => {
    const answer = await question(`${text} (${words.join(', ')})`, usual);
    const known = words.find((word) => word === answer);
    if (known !== undefined) return known;
    say(`'${answer}' is not one of them.\n`);
    return oneOf(text, words, usual);
  };
  try {
    const name = await question('Name of the installation?', 'bluemind');
    const release = await oneOf('Which release of BlueMind?', ['4', '5'] as const, '4');
    const workloads = await oneOf(
      'How is BlueMind spread over pods?',
      ['all-in-one', 'roles', 'main-and-edge', 'main-and-mailboxes'] as const,
      'all-in-one',
    );
    const provider = await oneOf('Who provides load balancers?', providerNames, 'generic');
    const ingress = await oneOf('Which ingress controller serves web clients?', ['none', ...controllerNames] as const, 'none');
    const hostname = ingress === 'none' ? undefined : await question('Under which host name?', 'mail.example.org');
    return { name, release, workloads, provider, ...(ingress !== 'none' && { ingress }), ...(hostname !== undefined && { hostname }) };
  } finally {
    terminal.close();
  }
}
