import { allWays, describePort, type differenceOf, driftRules, type Intent, type Rule, type RuleFinding, severities } from '../../checks';
import { formatPorts, formatReference, type Model, type ObjectReference, policiesAtWork, resolvedServices } from '../../reachability';

/** Input of the rules about objects of others. */
export interface Strangers {
  readonly isRendered: (reference: ObjectReference) => boolean;
  /** The effect of a policy: the difference between the cluster without it and with it. */
  readonly effectOf: (policy: ObjectReference) => ReturnType<typeof differenceOf>;
  /** Whether the pods in the cluster were read. */
  readonly knowsPods: boolean;
}

/** Rules about objects of others in the cluster that concern the pods of an installation. */
export const strangerRules = (strangers: Strangers): readonly Rule[] => [
  { ...driftRules.wayInAdded, check: (model, intent) => waysIn(model, intent, strangers) },
  { ...driftRules.policyAdded, check: (model, intent) => policies(model, intent, strangers) },
  { ...driftRules.serviceAdded, check: (model, intent) => services(model, intent, strangers) },
  { ...driftRules.podsMissing, check: (_, intent) => (strangers.knowsPods ? podsMissing(intent) : []) },
];

/** They serve many applications; what leads from them to these pods is a route. */
const inFront: ReadonlySet<string> = new Set(['Gateway', 'ListenerSet', 'XListenerSet']);

const accesses: Readonly<Record<string, string>> = { controller: 'a controller' };

function waysIn(model: Model, intent: Intent, { isRendered }: Strangers): readonly RuleFinding[] {
  const byObject = new Map<string, { readonly object: ObjectReference; readonly ways: ReturnType<typeof allWays>[number][] }>();
  for (const way of allWays(model, intent)) {
    const object = way.entry.objects.find((one) => !inFront.has(one.kind) && !isRendered(one));
    if (object === undefined) continue;
    const known = byObject.get(formatReference(object)) ?? { object, ways: [] };
    known.ways.push(way);
    byObject.set(formatReference(object), known);
  }
  return [...byObject.values()].map(({ object, ways }) => {
    const open = ways.filter(({ closed }) => !closed);
    const shown = open.length > 0 ? open : ways;
    const through = unique(shown.map(({ entry }) => (accesses[entry.access] ?? entry.access).replaceAll('-', ' '))).join(' and ');
    const ports = unique(shown.map(({ port, protocol, number }) => describePort(port, protocol, number))).join(', ');
    const pods = unique(shown.map(({ pods: { workload } }) => workload.title)).join(', ');
    const held = open.length > 0 ? '' : ', where only policies keep clients out';
    return {
      message: `${formatReference(object)} is not rendered and opens a way in from outside, through ${through}, to ${ports} of ${pods}${held}.`,
      object,
      ...(open.length === 0 && { severity: 'warning' as const }),
    };
  });
}

/** Most connections that a line names. */
const most = 4;

function policies(model: Model, intent: Intent, { isRendered, effectOf }: Strangers): readonly RuleFinding[] {
  const own = new Set(intent.pods.map(({ end }) => end));
  const strangers = policiesAtWork(model).filter(({ policy, captured }) => !isRendered(policy.reference) && captured.some(({ end }) => own.has(end)));
  const byObject = new Map(strangers.map((one) => [formatReference(one.policy.reference), one]));
  return [...byObject.values()].map(({ policy: { reference }, captured }) => {
    const { connections, unknown } = effectOf(reference);
    const titles = new Set(intent.pods.map(({ end }) => end.title));
    const opened = [...connections, ...unknown].filter(
      (change) => change.opened.length > 0 && (titles.has(change.to.title) || titles.has(change.from.title)),
    );
    const severity = severities.findLast((one) => opened.some((change) => change.severity === one)) ?? 'info';
    const lines = opened.map(
      ({ source, destination, opened: ports, doubts }) => `${source} => ${destination}: ${formatPorts(ports)}${doubts ? ', not certain' : ''}`,
    );
    const pods = unique(captured.filter(({ end }) => own.has(end)).map(({ end }) => end.workload.title)).join(', ');
    const what =
      lines.length === 0
        ? 'and opens nothing'
        : `and opens ${lines.slice(0, most).join('; ')}${lines.length > most ? ` and ${lines.length - most} more` : ''}`;
    return { message: `${formatReference(reference)} is not rendered, selects the pods of ${pods} ${what}.`, object: reference, severity };
  });
}

function services(model: Model, intent: Intent, { isRendered }: Strangers): readonly RuleFinding[] {
  const own = new Set(intent.pods.map(({ end }) => end));
  const leadingIn = new Set(allWays(model, intent).flatMap(({ entry }) => entry.objects.map(formatReference)));
  return resolvedServices(model)
    .filter(
      ({ service: { reference }, pods }) =>
        !isRendered(reference) && !leadingIn.has(formatReference(reference)) && pods.some(({ end }) => own.has(end)),
    )
    .map(({ service: { reference }, pods }) => ({
      message: `${formatReference(reference)} is not rendered and selects the pods of ${unique(pods.filter(({ end }) => own.has(end)).map(({ end }) => end.workload.title)).join(', ')}; it opens no way in from outside.`,
      object: reference,
    }));
}

const podsMissing = ({ pods }: Intent): readonly RuleFinding[] =>
  unique(pods.filter(({ workload }) => workload.standsIn === 'given').map(({ name, workload }) => `${name} ${workload.namespace}`)).map((text) => {
    const [name = '', namespace = ''] = text.split(' ');
    return { message: `There are no pods of workload '${name}' in namespace ${namespace}.` };
  });

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
