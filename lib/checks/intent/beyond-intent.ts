import {
  admitting,
  connectivity,
  difference,
  explain,
  intersection,
  type Model,
  type PortSet,
  portRange,
  portRanges,
  reasonsOf,
  union,
} from '../../reachability';
import { intendedPorts, type Source } from '../access/sources';
import type { RuleFinding } from '../finding';
import type { IntendedPods, Intent } from './intent';

/** Which of some ports of BlueMind's pods a source reaches against the intent, with the first line that admits it. */
export function beyondIntent(model: Model, intent: Intent, source: Source, pods: IntendedPods, guarded: PortSet): readonly RuleFinding[] {
  const { allowed, unknown, doubts } = connectivity(model, source.party, pods.group);
  const reached = difference(intersection(union(allowed, unknown), guarded), intendedPorts(intent, source, pods));
  const [first] = portRanges(reached);
  if (!first) return [];
  const { ingress } = explain(model, source.party, pods.group, first.protocol, first.first);
  const [admission] = ingress ? admitting(ingress) : [];
  const isSure = intersection(reached, allowed).length > 0;
  const may = isSure ? 'may' : 'may (not certain)';
  const because = [...(admission ? [] : [', since no policy prevents it']), ...(isSure ? [] : [`: ${reasonsOf(doubts)}`])].join('');
  return [
    {
      message: `${capitalized(source.title)} ${may} connect to ${describePorts(pods, reached)} of ${pods.workload.title}${because}.`,
      ports: namesOfPorts(pods, reached),
      object: admission?.policy ?? pods.workload.reference,
      ...(admission && { position: admission.rule.locatePeer(), related: [pods.workload.reference] }),
    },
  ];
}

/** How many port names a message lists. */
const mostNames = 8;

/** `postgresql (5432), core (8090) and 31 more`. */
function describePorts({ ports, proxyListeners }: IntendedPods, reached: PortSet): string {
  const names = [
    ...ports.filter(isAmong(reached)).map(({ name, podNumber }) => `${name} (${podNumber})`),
    ...proxyListeners.filter(isAmong(reached)).map(({ port, podNumber }) => `the PROXY listener of ${port} (${podNumber})`),
  ];
  const [shown, rest] = [names.slice(0, mostNames), names.length - mostNames];
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

const namesOfPorts = ({ ports }: IntendedPods, reached: PortSet): readonly string[] => ports.filter(isAmong(reached)).map(({ name }) => name);

/** Whether one of the reached ports is a port, or part of a range, on which the pods listen. */
const isAmong =
  (reached: PortSet) =>
  ({ protocol, podNumber, podEndNumber = podNumber }: PodNumbers): boolean =>
    intersection(reached, portRange(protocol, podNumber, podEndNumber)).length > 0;

type PodNumbers = Pick<IntendedPods['ports'][number], 'protocol' | 'podNumber'> & Partial<Pick<IntendedPods['ports'][number], 'podEndNumber'>>;

/** A phrase as the beginning of a sentence; names such as `shop/web[Deployment]` stay as they are. */
const capitalized = (text: string): string => (/^\S+\//.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1));
