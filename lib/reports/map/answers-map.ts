import { admitting, type DirectionExplanation, type Entry, formatReference, type Party, reasonsOf } from '../../reachability';
import { type Answer, portsOfAnswer } from '../explanations/answer';
import { itselfReason } from '../explanations/reasons';
import { accessTitle } from './access-title';
import { type MapEdge, type NetworkMap, type NewNode, networkMap, type Tier } from './network-map';

/** Explanations as a map: an arrow for each, with the policies that decide it, and the ways in from outside with theirs. */
export function answersMap(answers: readonly Answer[]): NetworkMap {
  const ways = answers.flatMap((answer) => answer.entries.map((entry) => ({ answer, entry })));
  const boxes: readonly NewNode[] = [
    ...answers.flatMap((answer): readonly NewNode[] => [
      { key: sourceKey(answer), title: answer.source, tier: tierOf(answer.from, 'outside') },
      { key: destinationKey(answer), title: answer.destination, tier: tierOf(answer.to, 'destination') },
    ]),
    ...ways.map(
      ({ entry }): NewNode => ({ key: wayKey(entry), title: titleOf(entry), tier: 'way-in', details: entry.objects.slice(1).map(formatReference) }),
    ),
  ];
  const arrows = [
    ...answers.map((answer): MapEdge => {
      const { verdict, self, egress, ingress } = answer.explanation;
      const why = self ? [itselfReason] : [egress, ingress].flatMap((end) => (end ? [decidedBy(end)] : [])).filter((text) => text !== '');
      return {
        from: sourceKey(answer),
        to: destinationKey(answer),
        label: [portsOfAnswer(answer), ...why].join('; '),
        verdict: verdict.kind,
        ...(verdict.kind === 'unknown' && { reason: reasonsOf(verdict.doubts) }),
      };
    }),
    ...ways.flatMap(({ answer, entry }): readonly MapEdge[] => {
      const { verdict, port, protocol } = entry;
      const ingress = entry.explain()?.ingress;
      const reason = verdict.kind === 'unknown' ? { reason: reasonsOf(verdict.doubts) } : {};
      return [
        {
          from: sourceKey(answer),
          to: wayKey(entry),
          label: port === undefined ? accessTitle(entry.access) : `${protocol} ${port}`,
          verdict: 'allowed',
        },
        {
          from: wayKey(entry),
          to: destinationKey(answer),
          label: [portsOfAnswer(answer), ...(ingress ? [decidedBy(ingress)] : [])].filter((text) => text !== '').join('; '),
          verdict: verdict.kind,
          ...reason,
        },
      ];
    }),
  ];
  return networkMap('Why it can connect or not', boxes, arrows);
}

/** The policies that admit a connection at an end, or that select the pods without admitting it; empty if there are none. */
function decidedBy(end: DirectionExplanation): string {
  const admissions = admitting(end);
  const what = end.direction === 'ingress' ? 'in' : 'out';
  if (admissions.length > 0) return `${what}: by ${[...new Set(admissions.map(({ policy }) => formatReference(policy)))].join(', ')}`;
  return end.policies.length === 0 ? '' : `${what}: not by ${end.policies.map(({ policy }) => formatReference(policy)).join(', ')}`;
}

const tierOf = (party: Party, otherwise: Tier): Tier => (party.kind === 'pods' && party.namespace.name !== '*' ? 'internal' : otherwise);

/** An end that is not a pod is one box as a source and another box as a destination. */
const sourceKey = ({ source, from }: Answer): string => JSON.stringify([source, from.kind === 'pods' ? '' : 'from']);
const destinationKey = ({ destination, to }: Answer): string => JSON.stringify([destination, to.kind === 'pods' ? '' : 'to']);

const wayKey = ({ access, objects: [first], port, protocol }: Entry): string =>
  JSON.stringify([access, first ? formatReference(first) : '', protocol, port]);

const titleOf = ({ access, objects: [first] }: Entry): string => (first ? `${formatReference(first)} (${accessTitle(access)})` : accessTitle(access));
