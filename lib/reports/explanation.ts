import type { SourcePosition } from '../base/faults';
import {
  admitting,
  type DirectionExplanation,
  type Entry,
  type Explanation,
  formatAddresses,
  formatPorts,
  formatReference,
  type ObjectReference,
  reasonsOf,
  type Verdict,
} from '../reachability';

/** Why something can pass or not, end by end: the rules that admit it, or the policies that capture the pods without admitting it. */
export function formatExplanation(title: string, { verdict, self, replicas, notForwarded, egress, ingress }: Explanation): string {
  const ends = [egress, ingress].filter((end) => end !== undefined);
  const notHandedOn = notForwarded ? [`  the interface of the virtual machine forwards ${formatPorts(notForwarded)} alone`] : [];
  return [`${title}: ${describe(verdict)}`, ...notHandedOn, ...alike(self, replicas), ...ends.flatMap(directionLines)]
    .map((line) => `${line}\n`)
    .join('');
}

/** That it is about pods of one kind. */
function alike(self: boolean, replicas: Verdict | undefined): readonly string[] {
  if (replicas === undefined) return [];
  return [
    self
      ? `  A pod always reaches itself. Between it and another one like it: ${describe(replicas)}`
      : '  Between two pods of it; a pod always reaches itself.',
  ];
}

/** A way in from outside: its objects, what the pod sees, and what policies make of it. */
export function formatEntryChain(entry: Entry): string {
  const { access, objects, port, protocol, clients, seenAs, verdict, admitted } = entry;
  const explanation = entry.explain();
  return [
    `from outside by ${access}${port === undefined ? '' : `, port ${protocol} ${port}`}: ${describe(verdict)}`,
    ...objects.map((object) => `  ${at(object)}`),
    `  Lets in ${formatAddresses(clients) || 'nobody'}; the pod sees the address of the ${seenAs}.`,
    ...(verdict.kind === 'allowed' && seenAs === 'client' ? [`  Admitted: ${formatAddresses(admitted)}.`] : []),
    ...(explanation?.ingress ? directionLines(explanation.ingress) : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

const describe = (verdict: Verdict): string => (verdict.kind === 'unknown' ? `unknown: ${reasonsOf(verdict.doubts)}` : verdict.kind);

function directionLines(end: DirectionExplanation): readonly string[] {
  const what = end.direction === 'ingress' ? 'incoming to the destination' : 'outgoing from the source';
  if (end.policies.length === 0) return [`  ${what}: allowed, since no policy captures the pods`];
  const admissions = admitting(end);
  return [
    `  ${what}: ${describe(end.verdict)}`,
    ...(admissions.length > 0
      ? admissions.map(
          ({ policy, rule }) => `    admitted by ${formatReference(policy)}, rule ${rule.index + 1}${place(rule.locatePort() ?? rule.locate())}`,
        )
      : end.policies.map(({ policy }) => `    captured by ${at(policy)}, which admits nothing of the kind`)),
  ];
}

const at = (reference: ObjectReference): string => `${formatReference(reference)}${place(reference.position)}`;

const place = (position: SourcePosition | undefined): string => (position ? ` (${position.file}:${position.line}:${position.column})` : '');
