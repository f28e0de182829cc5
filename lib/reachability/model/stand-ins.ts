import { matchNamespace } from '../evaluation/match';
import type { Objects } from '../objects/kinds';
import type { ServiceObject } from '../objects/service';
import type { ContainerPort } from '../objects/workload';
import type { PodPattern, Policy } from '../policies/policy';
import { compareTexts, groupBy } from '../sets/grouping';
import { portRanges } from '../sets/ports';
import { type Labels, labelsFor, type Selector, selects } from '../sets/selectors';
import type { Namespace, StandIn } from './parties';

/** Pods to which a Service or a policy refers. */
interface Mention {
  readonly namespace: string;
  readonly selector: Selector;
  /** The labels that such pods have at least. */
  readonly labels: Labels;
}

/**
 * Stand-ins for the pods that Services and policies select, in namespaces without given pods: one for each set of labels that they select,
 * unless another stand-in is selected, too. It listens on the target ports of the Services and on the single ports that policies admit. A target port that is only a
 * name gets the number of the Service's port; a headless Service takes precedence, since its clients use its number directly.
 * @param given existing stand-ins
 * @param empty namespaces without pods
 */
export function inferredStandIns(
  objects: Objects,
  given: readonly StandIn[],
  namespaces: ReadonlyMap<string, Namespace>,
  empty: ReadonlySet<string> = new Set(),
): readonly StandIn[] {
  const known = new Set([...empty, ...objects.workloads.map(({ reference }) => reference.namespace)]);
  const mentions = [
    ...objects.services.flatMap(({ namespace, selector }) => (selector ? mentionsOf(namespace, exactly(selector)) : [])),
    ...objects.policies.flatMap(({ subject }) => namespacesOf(subject, namespaces).flatMap((namespace) => mentionsOf(namespace, subject.pods))),
  ].filter(({ namespace }) => !known.has(namespace));
  return [...groupBy(mentions, ({ namespace }) => namespace).entries()].flatMap(([namespace, own]) => {
    const there = given.filter((standIn) => standIn.namespace === namespace);
    const found = withoutCovered(
      own,
      there.map(({ labels }) => new Map(Object.entries(labels))),
    );
    const names = new Set(there.map(({ name }) => name));
    return found.map((labels): StandIn => {
      const name = nameFor(labels, names);
      names.add(name);
      return { namespace, name, labels: Object.fromEntries(labels), ports: portsOf(namespace, labels, objects) };
    });
  });
}

/** Selects pods with these labels, among others. */
const exactly = (labels: Labels): Selector => [...labels].map(([key, value]) => ({ key, operator: 'In', values: [value] }));

const mentionsOf = (namespace: string, selector: Selector): readonly Mention[] =>
  alternatives(selector).flatMap((one) => {
    const labels = labelsFor(one);
    return labels ? [{ namespace, selector: one, labels }] : [];
  });

/** With more combinations than this, a selector counts as one kind of pods. */
const mostAlternatives = 50;

/** `tier in (web, mail)` means two kinds of pods. */
function alternatives(selector: Selector): readonly Selector[] {
  const count = selector.reduce((product, { operator, values }) => (operator === 'In' ? product * values.length : product), 1);
  if (count > mostAlternatives) return [selector];
  return selector.reduce<readonly Selector[]>(
    (before, requirement) =>
      requirement.operator === 'In'
        ? before.flatMap((one) => requirement.values.map((value) => [...one, { ...requirement, values: [value] }]))
        : before.map((one) => [...one, requirement]),
    [[]],
  );
}

const namespacesOf = ({ namespaces: wanted }: PodPattern, namespaces: ReadonlyMap<string, Namespace>): readonly string[] =>
  'name' in wanted
    ? [wanted.name]
    : [...namespaces.values()].filter((namespace) => matchNamespace(wanted.selector, namespace) !== 'no').map(({ name }) => name);

/** The sets of labels without those that another set contains: a selector with few labels also selects a stand-in with these and more. */
function withoutCovered(mentions: readonly Mention[], known: readonly Labels[]): readonly Labels[] {
  const sorted = mentions.toSorted((a, b) => b.labels.size - a.labels.size || compareTexts(textOf(a.labels), textOf(b.labels)));
  const kept: Labels[] = [];
  for (const { selector, labels } of sorted) if (![...known, ...kept].some((other) => selects(selector, other))) kept.push(labels);
  return kept.toSorted((a, b) => compareTexts(textOf(a), textOf(b)));
}

const textOf = (labels: Labels): string =>
  [...labels]
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');

/** Labels by which people recognise pods, the best ones first. */
const tellingLabels = ['app.kubernetes.io/component', 'app.kubernetes.io/name', 'app', 'k8s-app'];

function nameFor(labels: Labels, taken: ReadonlySet<string>): string {
  const values = [...labels].sort(([a], [b]) => compareTexts(a, b)).flatMap(([, value]) => (value === '' ? [] : [value]));
  const candidates = [...tellingLabels.flatMap((key) => labels.get(key) || []), values.join('-') || 'pods'];
  const joined = candidates.at(-1) ?? 'pods';
  return (
    candidates.find((name) => !taken.has(name)) ?? [2, 3, 4, 5, 6, 7, 8, 9].map((n) => `${joined}-${n}`).find((name) => !taken.has(name)) ?? joined
  );
}

function portsOf(namespace: string, labels: Labels, { services, policies }: Objects): readonly ContainerPort[] {
  const serving = services.filter((service) => service.namespace === namespace && service.selector && selects(exactly(service.selector), labels));
  const admitting = policies.filter(
    ({ subject }) => selects(subject.pods, labels) && (!('name' in subject.namespaces) || subject.namespaces.name === namespace),
  );
  const ports = [...serving.toSorted((a, b) => Number(b.headless) - Number(a.headless)).flatMap(servedPorts), ...admitting.flatMap(admittedPorts)];
  const named = ports.filter(({ name }, index) => name === undefined || ports.findIndex((other) => other.name === name) === index);
  const distinct = [...groupBy(named, ({ protocol, port }) => `${protocol} ${port}`).values()].flatMap(
    (same) => same.find(({ name }) => name) ?? same[0] ?? [],
  );
  return distinct.toSorted((a, b) => a.port - b.port || compareTexts(a.protocol, b.protocol));
}

const servedPorts = ({ ports }: ServiceObject): readonly ContainerPort[] =>
  ports.map(({ name, protocol, port, targetPort }) =>
    typeof targetPort === 'string' ? { name: targetPort, protocol, port } : { ...(name !== undefined && { name }), protocol, port: targetPort },
  );

const admittedPorts = ({ ingress = [] }: Policy): readonly ContainerPort[] =>
  ingress
    .flatMap(({ ports }) => (ports === 'all' ? [] : ports.flatMap((pattern) => (pattern.kind === 'numbers' ? portRanges(pattern.ports) : []))))
    .flatMap(({ protocol, first, last }) => (first === last ? [{ protocol, port: first }] : []));
