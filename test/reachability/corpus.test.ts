import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type Connection,
  type ConnectionFormat,
  connectionChanges,
  connections,
  connectivity,
  type End,
  endFilter,
  findParties,
  formatChanges,
  formatConnections,
  formatPorts,
  hasPort,
  type Model,
  type ModelOptions,
  objectsModel,
  type Protocol,
  parseProtocol,
  read,
} from '../../lib/reachability';
import { type CorpusRow, corpusRows, describeCorpus } from './corpus';

/** netpol-analyzer treats pods on the network of their node like any other, and to it an ipBlock never means a pod; we do not copy the second. */
const asAnalyzer: ModelOptions = { hostNetwork: 'ordinary' };

/** Our lines instead of theirs, if they do not expect what Kubernetes does. */
const contradictions: readonly {
  readonly case: string;
  readonly why: string;
  readonly theirs: readonly string[];
  readonly ours: readonly string[];
}[] = [
  {
    case: 'k8s_ingress_test_new',
    why: 'An Ingress names the port of a Service, and Service unicorn has 5000, not 8080, which is the port of its pods. The API resolves no such port; ingress-nginx does, so that it is unknown.',
    theirs: ['{ingress-controller} => default/unicorn[Deployment] : TCP 8080'],
    ours: [
      '{ingress-controller} => default/unicorn[Deployment] : unknown TCP 8080 (Service default/unicorn has no port 8080; it has 5000 grpc; 8080 is a port of its pods, which ingress-nginx accepts and other controllers refuse)',
    ],
  },
  {
    case: 'onlineboutique_workloads_with_ingress',
    why: 'As above: Service frontend-external has port 80, and 8080 is the port of its pods.',
    theirs: ['{ingress-controller} => default/frontend[Deployment] : TCP 8080'],
    ours: [
      '{ingress-controller} => default/frontend[Deployment] : unknown TCP 8080 (Service default/frontend-external has no port 8080; it has 80 http; 8080 is a port of its pods, which ingress-nginx accepts and other controllers refuse)',
    ],
  },
  {
    case: 'semanticDiff-different-topologies-policy-a-with-ipblock',
    why: 'An ipBlock of 10.0.0.0/8 may hold the addresses of pods, which the objects do not decide it; the Kubernetes end-to-end tests expect it to mean such pods, some network plugins do not.',
    theirs: [],
    ours: ['cog-agents-0[DaemonSet]', 'cog-agents-3[DaemonSet]', 'cog-local-analyzer-7d77fb55cc[ReplicaSet]'].map(
      (source) =>
        `default/${source} => default/cog-agents-1[DaemonSet] : unknown All Connections (the addresses of pods are not known, which --pod-cidr or --ip-blocks-match-pods would settle)`,
    ),
  },
];

const contradictionOf = (folder: string) => contradictions.find((entry) => entry.case === basename(folder));

const models = new Map<string, Model>();
const modelOfFolder = (folder: string): Model => {
  const model = models.get(folder) ?? read([folder], asAnalyzer);
  models.set(folder, model);
  return model;
};

const format = (list: Iterable<Connection>, as: ConnectionFormat): string => [...formatConnections(list, as)].join('');

/** Lines of a text without an end of its own. */
const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

/** Whether an end is the workload or, as np-guard's option has it, a connection touches it. */
const touching = (connection: Connection, filters: readonly ((end: End) => boolean)[]): boolean =>
  filters.some((filter) => filter(connection.source) || filter(connection.destination));

/** The workloads of options such as `focus_workload_ns_name`, if the name is written with `_` for `/`. */
function focusOf(options: string, model: Model): (connection: Connection) => boolean {
  const words = options.replace(/^focus_workload_/, '').split('_');
  const names = words.length === 2 && model.namespaces.has(words[0] ?? '') ? [words.join('/')] : words;
  const filters = names.map(endFilter);
  return (connection) => touching(connection, filters);
}

/** The list of connections in a file that may hold more. */
function expectedList({ expected, mode }: CorpusRow): string {
  if (mode.endsWith('.json')) {
    const parsed: unknown = JSON.parse(expected);
    const list = typeof parsed === 'object' && parsed !== null && 'connlist_results' in parsed ? parsed.connlist_results : parsed;
    return JSON.stringify(list, undefined, 2);
  }
  return expected.split(/^Exposure Analysis Result:/m)[0] ?? '';
}

describeCorpus('connection lists of netpol-analyzer', (folder) => {
  const formats: Readonly<Record<string, ConnectionFormat>> = { txt: 'text', csv: 'csv', json: 'json' };
  const rows = corpusRows(folder).filter(({ mode }) => /^(connlist|exposure)\.(txt|csv|json)$/.test(mode));

  test('there are some', () => expect(rows.length).toBeGreaterThan(50));

  test.each(rows.map((row) => [row.file, row] as const))('%s', (_file, row) => {
    const [tests = ''] = row.folders;
    const model = modelOfFolder(tests);
    const focus = row.options === undefined ? () => true : focusOf(row.options, model);
    const list = [...connections(model)].filter(focus);
    const contradiction = contradictionOf(tests);
    const kind = formats[row.mode.split('.')[1] ?? ''] ?? 'text';
    if (contradiction === undefined) {
      const ours = format(list, kind);
      expect(linesOf(ours)).toEqual(linesOf(expectedList(row)));
    } else if (kind === 'text') {
      const theirs = linesOf(expectedList(row));
      const focused = contradiction.theirs.filter((line) => theirs.includes(line));
      const replaced = row.options === undefined || focused.length > 0 ? contradiction.ours : [];
      expect(linesOf(format(list, 'text'))).toEqual([...theirs.filter((line) => !focused.includes(line)), ...replaced].sort());
    } else {
      // The other forms hold the same connections as the text, which is compared line by line.
      const known = list.filter(({ allowed }) => allowed.length > 0).map((connection) => ({ ...connection, unknown: [] }));
      const theirs = linesOf(expectedList(row)).join('\n');
      const dropped = contradiction.theirs.map((line) => line.split(/ => | : /));
      expect(linesOf(withoutEntries(theirs, dropped, kind))).toEqual(linesOf(format(known, kind)));
    }
  });
});

/** A list in CSV or JSON without some entries. */
function withoutEntries(text: string, dropped: readonly (readonly string[])[], kind: ConnectionFormat): string {
  if (kind === 'csv')
    return linesOf(text)
      .filter((line) => !dropped.some((cells) => cells.join(',') === line))
      .join('\n');
  const list: unknown = JSON.parse(text);
  const entries = Array.isArray(list) ? list : [];
  return JSON.stringify(
    entries.filter((entry: Record<string, string>) => !dropped.some(([src, dst]) => entry.src === src && entry.dst === dst)),
    undefined,
    2,
  );
}

describeCorpus('differences of netpol-analyzer', (folder) => {
  const rows = corpusRows(folder).filter(({ mode }) => /^diff\.(txt|csv)$/.test(mode));

  test('there are some', () => expect(rows.length).toBeGreaterThan(10));

  test.each(rows.map((row) => [row.file, row] as const))('%s', (file, row) => {
    const [before = '', after = ''] = row.folders;
    const state = (name: string) => ({
      connections: connections(modelOfFolder(name)),
      titles: new Set(modelOfFolder(name).ends.map(({ title }) => title)),
    });
    const changes = connectionChanges(state(before), state(after));
    const names = file.includes('WithArgNames') ? { before: 'old', after: 'new' } : {};
    const gone = [before, after].flatMap((name) => contradictionOf(name)?.theirs ?? []).map((line) => line.split(/ => | : /));
    const expected = linesOf(row.expected).filter(
      (line) => !gone.some(([source = '', destination = '']) => line.includes(source) && line.includes(destination)),
    );
    expect(linesOf(formatChanges(changes, row.mode.endsWith('.csv') ? 'csv' : 'text', names))).toEqual(expected);
  });
});

describeCorpus('connections between single pods of netpol-analyzer', (folder) => {
  const rows = corpusRows(folder).filter(({ mode }) => mode === 'connmap.txt');

  test('there are some', () => expect(rows.length).toBeGreaterThan(0));

  test.each(rows.map((row) => [row.file, row] as const))('%s', (file, row) => {
    const [tests = ''] = row.folders;
    const model = modelOfFolder(tests);
    const podParty = (name: string) =>
      model.ends.flatMap(({ groups }) => groups).find((group) => group.pods.some((pod) => `${group.namespace.name}/${pod}` === name));
    const lines = linesOf(row.expected).flatMap((line) => {
      const [, source = '', destination = '', expected = ''] = /^src: (\S+), dest: (\S+), allowed conns: (.*)$/.exec(line) ?? [];
      const from = podParty(source);
      const to = podParty(destination);
      return from && to ? [{ line, ports: connectivity(model, from, to).allowed, expected }] : [];
    });
    expect(lines.length).toBeGreaterThan(100);
    for (const { line, ports, expected } of lines) {
      // The other form says of each pair whether everything can pass.
      const ours = file.includes('bool') ? String(formatPorts(ports) === 'All Connections') : formatPorts(ports);
      expect(`${line} / ${ours}`).toBe(`${line} / ${expected}`);
    }
  });
});

interface TruthTable {
  readonly model: { readonly podIPs: Readonly<Record<string, string>> };
  readonly cases: readonly {
    readonly id: string;
    readonly title: string;
    readonly pods: readonly string[];
    readonly ports: readonly number[];
    readonly protocols: readonly string[];
    readonly steps: readonly {
      readonly policies: readonly unknown[];
      readonly probes: readonly {
        readonly port: number;
        readonly protocol: string;
        readonly allowed: readonly (readonly [string, string])[];
        readonly denied: readonly (readonly [string, string])[];
      }[];
    }[];
  }[];
}

const protocolNamed = (name: string): Protocol => {
  const protocol = parseProtocol(name);
  if (protocol === undefined) throw new Error(`no protocol: ${name}`);
  return protocol;
};

describeCorpus('truth tables of the Kubernetes end-to-end tests', (folder) => {
  const table: TruthTable = JSON.parse(readFileSync(join(folder, 'k8s-e2e/cases.json'), 'utf8'));

  test('there are some', () => expect(table.cases.length).toBeGreaterThan(10));

  test.each(table.cases.map((entry) => [entry.id, entry.title, entry] as const))('%s %s', (_id, _title, { pods, ports, protocols, steps }) => {
    const namespaces = [...new Set(pods.map((pod) => pod.split('/')[0] ?? ''))].map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    }));
    const podObjects = pods.map((pod) => {
      const [namespace = '', name = ''] = pod.split('/');
      return {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { namespace, name, labels: { pod: name } },
        spec: {
          containers: ports.flatMap((port) =>
            protocols.map((protocol) => ({
              name: `c-${port}-${protocol.toLowerCase()}`,
              ports: [{ containerPort: port, protocol, name: `serve-${port}-${protocol.toLowerCase()}` }],
            })),
          ),
        },
        status: { podIP: table.model.podIPs[pod] },
      };
    });
    let compared = 0;
    for (const step of steps) {
      // The suite expects that an ipBlock means pods.
      const model = objectsModel([...namespaces, ...podObjects, ...step.policies], { ipBlocksMatchPods: 'always' });
      const party = (name: string) => findParties(model, name)[0]?.party ?? { kind: 'node' as const };
      for (const { port, protocol, allowed, denied } of step.probes) {
        const verdicts = (pairs: readonly (readonly [string, string])[]) =>
          pairs.map(([source, destination]) => {
            const { allowed: open, unknown } = connectivity(model, party(source), party(destination));
            const kind = hasPort(open, protocolNamed(protocol), port)
              ? 'allowed'
              : hasPort(unknown, protocolNamed(protocol), port)
                ? 'unknown'
                : 'denied';
            return `${source} => ${destination} ${kind}`;
          });
        const wanted = (pairs: readonly (readonly [string, string])[], kind: string) =>
          pairs.map(([source, destination]) => `${source} => ${destination} ${kind}`);
        expect(verdicts(allowed)).toEqual(wanted(allowed, 'allowed'));
        expect(verdicts(denied)).toEqual(wanted(denied, 'denied'));
        compared += allowed.length + denied.length;
      }
    }
    expect(compared).toBeGreaterThan(0);
  });
});

interface IssueCases {
  readonly cases: readonly {
    readonly id: string;
    readonly what: string;
    readonly pods: readonly {
      readonly ns: string;
      readonly name: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly ports: readonly (readonly [string | null, string, number])[];
      readonly initPorts?: readonly (readonly [string | null, string, number])[];
    }[];
    readonly policies: readonly unknown[];
    readonly checks: readonly { readonly src: string; readonly dst: string; readonly conn: string }[];
  }[];
}

describeCorpus('regressions after public bug reports', (folder) => {
  const { cases }: IssueCases = JSON.parse(readFileSync(join(folder, 'issue-cases.json'), 'utf8'));

  test('there are some', () => expect(cases.length).toBeGreaterThan(5));

  test.each(cases.map((entry) => [entry.id, entry.what, entry] as const))('%s: %s', (_id, _what, { pods, policies, checks }) => {
    const portsOf = (ports: readonly (readonly [string | null, string, number])[]) =>
      ports.map(([name, protocol, containerPort]) => ({ name, protocol, containerPort }));
    const model = objectsModel([
      ...pods.map(({ ns, name, labels, ports, initPorts = [] }) => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { namespace: ns, name, labels },
        spec: {
          containers: [{ name: 'main', ports: portsOf(ports) }],
          initContainers: [{ name: 'sidecar', restartPolicy: 'Always', ports: portsOf(initPorts) }],
        },
      })),
      ...policies,
    ]);
    const party = (name: string) => findParties(model, name.replace(/^external:/, ''))[0]?.party ?? { kind: 'node' as const };
    for (const { src, dst, conn } of checks) {
      const { allowed, unknown } = connectivity(model, party(src), party(dst));
      expect([src, dst, formatPorts(allowed), formatPorts(unknown)]).toEqual([src, dst, conn, 'No Connections']);
    }
  });
});
