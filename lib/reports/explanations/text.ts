import { type DirectionExplanation, type Entry, type Explanation, formatAddresses, formatPorts, type Verdict } from '../../reachability';
import { type Answer, portsOfAnswer } from './answer';
import { describeVerdict, formatPlaced, reasonsOfEnd } from './reasons';

/** Each answer with the rules of both ends, and with the ways in from outside. */
export const formatAnswersText = (answers: readonly Answer[]): string => answers.map(formatAnswer).join('');

const formatAnswer = (answer: Answer): string =>
  [
    `${formatExplanation(`${answer.source} => ${answer.destination} : ${portsOfAnswer(answer)}`, answer.explanation)}\n`,
    ...answer.entries.map((entry) => `${formatEntryChain(entry)}\n`),
  ].join('');

/** Why a connection can pass or not, for each end: the rules that admit it, or the policies that select the pods without admitting it. */
export function formatExplanation(title: string, { verdict, self, replicas, notForwarded, egress, ingress }: Explanation): string {
  const ends = [egress, ingress].filter((end) => end !== undefined);
  const notHandedOn = notForwarded ? [`  the interface of the virtual machine forwards only ${formatPorts(notForwarded)}`] : [];
  return [`${title}: ${describeVerdict(verdict)}`, ...notHandedOn, ...alike(self, replicas), ...ends.flatMap(directionLines)]
    .map((line) => `${line}\n`)
    .join('');
}

/** A note that the answer is for pods of one workload. */
function alike(self: boolean, replicas: Verdict | undefined): readonly string[] {
  if (replicas === undefined) return [];
  return [
    self
      ? `  A pod always reaches itself. Between it and another one like it: ${describeVerdict(replicas)}`
      : '  Between two pods of it; a pod always reaches itself.',
  ];
}

/** A way in from outside: its objects, what the pod sees, and the result of the policies. */
function formatEntryChain(entry: Entry): string {
  const { access, objects, port, protocol, clients, seenAs, verdict, admitted } = entry;
  const explanation = entry.explain();
  return [
    `from outside by ${access}${port === undefined ? '' : `, port ${protocol} ${port}`}: ${describeVerdict(verdict)}`,
    ...objects.map((object) => `  ${formatPlaced(object)}`),
    `  Admits ${formatAddresses(clients) || 'nobody'}; the pod sees the address of the ${seenAs}.`,
    ...(verdict.kind === 'allowed' && seenAs === 'client' ? [`  Admitted: ${formatAddresses(admitted)}.`] : []),
    ...(explanation?.ingress ? directionLines(explanation.ingress) : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function directionLines(end: DirectionExplanation): readonly string[] {
  const what = end.direction === 'ingress' ? 'incoming to the destination' : 'outgoing from the source';
  const reasons = reasonsOfEnd(end);
  return end.policies.length === 0
    ? [`  ${what}: ${reasons.join('')}`]
    : [`  ${what}: ${describeVerdict(end.verdict)}`, ...reasons.map((reason) => `    ${reason}`)];
}
