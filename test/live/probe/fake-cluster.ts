import type { Kubectl, KubectlAnswer } from '../../../lib/cluster/kubectl';
import type { Probe } from '../../../lib/cluster/probe/probe';
import type { ProbeObject } from '../../../lib/cluster/probe/probe-object';
import { logsOf, type Network } from './networks';

/** What of kubectl fails, by its first words; an answer in place of its own. */
export type Failures = Readonly<Record<string, KubectlAnswer | (() => KubectlAnswer)>>;

/** A cluster as kubectl shows it: it keeps what is applied, and its pods are ready at once. */
export interface FakeCluster {
  readonly kubectl: Kubectl;
  /** Commands, in order. */
  readonly commands: readonly string[];
  /** Namespaces and objects in it, as `Kind namespace/name`. */
  readonly left: () => readonly string[];
  readonly put: (object: ProbeObject) => void;
}

export const failed = (stderr: string): KubectlAnswer => ({ status: 1, stdout: '', stderr });
const fine = (stdout = ''): KubectlAnswer => ({ status: 0, stdout, stderr: '' });

export function fakeCluster(probe: Probe, network: Network, failures: Failures = {}): FakeCluster {
  const objects = new Map<string, ProbeObject>();
  const commands: string[] = [];
  const key = ({ kind, metadata: { namespace, name } }: ProbeObject): string => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
  const put = (object: ProbeObject) => void objects.set(key(object), object);
  const option = (args: readonly string[], name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const logs = logsOf(probe, network).split('\n');

  const get = (args: readonly string[]): KubectlAnswer => {
    const [, kind = '', ...rest] = args;
    const names = rest.filter((arg) => !arg.startsWith('--'));
    const selector = option(args, 'selector');
    const kinds: Readonly<Record<string, string>> = {
      namespace: 'Namespace',
      namespaces: 'Namespace',
      pods: 'Pod',
      'jobs.batch': 'Job',
      service: 'Service',
    };
    const found = [...objects.values()].filter(
      (object) =>
        object.kind === kinds[kind] &&
        object.metadata.namespace === option(args, 'namespace') &&
        (names.length === 0 || names.includes(object.metadata.name)) &&
        (selector === undefined ||
          Object.entries(object.metadata.labels ?? {}).some(([label, value]) => [label, `${label}=${value}`].includes(selector))),
    );
    if (option(args, 'output') === 'name') return fine(found.map(({ metadata: { name } }) => `namespace/${name}\n`).join(''));
    if (kind === 'namespace' || kind === 'service')
      return found[0] ? fine(JSON.stringify(withNodePorts(found[0]))) : failed(`Error from server (NotFound): ${kind}s "${names[0]}" not found`);
    return fine(JSON.stringify({ items: found.map(withStatus) }));
  };

  const run = (args: readonly string[], input: string): KubectlAnswer => {
    const failure = Object.entries(failures).find(([words]) => args.join(' ').startsWith(words))?.[1];
    if (failure) return typeof failure === 'function' ? failure() : failure;
    switch (args[0]) {
      case 'apply':
        for (const object of JSON.parse(input).items) put(object);
        return fine();
      case 'get':
        return get(args);
      case 'logs':
        return fine(logs.filter((line) => line.startsWith(`probe ${args[2]?.slice('job/'.length)} `)).join('\n'));
      case 'delete':
        for (const [title, object] of objects) {
          const gone = args[1] === 'namespaces' ? args.slice(2) : [];
          if (gone.includes(object.metadata.name) || gone.includes(object.metadata.namespace ?? '')) objects.delete(title);
          if (args[1] !== 'namespaces' && object.metadata.namespace === option(args, 'namespace') && object.metadata.labels?.['cdk8s-bluemind/probe'])
            objects.delete(title);
        }
        return fine();
      default:
        return failed(`error: unknown command ${args[0]}`);
    }
  };
  return {
    commands,
    left: () => [...objects.keys()],
    put,
    kubectl: async (args, input = '') => {
      commands.push(args.slice(0, 3).join(' '));
      return run(args, input);
    },
  };
}

const withStatus = (object: ProbeObject) => ({
  ...object,
  status: {
    ...(object.kind === 'Pod' && { phase: 'Running', podIP: '10.244.1.10', hostIP: '192.0.2.1' }),
    conditions: [{ type: object.kind === 'Job' ? 'Complete' : 'Ready', status: 'True' }],
    ...(typeof object.status === 'object' && object.status),
  },
});

const withNodePorts = (object: ProbeObject): object => (object.kind === 'Service' ? { ...object, spec: { ports: [] } } : object);
