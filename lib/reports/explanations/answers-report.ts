import {
  type Assertion,
  connectionRules,
  type DecidingSetting,
  decidingSettings,
  type Finding,
  isPlannedEnd,
  placed,
  unintendedPorts,
} from '../../checks';
import type { Plan } from '../../plan';
import { type End, formatNamedPorts, type Model, type Party, type PortNames, type PortSet, portRange, portRanges } from '../../reachability';
import type { FindingsReport } from '../findings/report';
import type { Answer } from './answer';
import { type Outcome, outcomesOf } from './judged-answers';

/** How answers are judged. */
export type Judgement =
  /** Each is compared with the expected verdict. */
  | { readonly kind: 'expectation'; readonly verdict: 'allowed' | 'denied' }
  /** Nothing is expected: a test case passes if the answer is yes. */
  | { readonly kind: 'question' }
  /** They are listed; only what settings do not intend fails, and what cannot be decided. */
  | { readonly kind: 'list' };

/** What answers are about. */
export interface AnswersContext {
  readonly model: Model;
  /** Plans with the intent, if there are settings. */
  readonly plans: readonly Plan[];
  /** Names of the ports of an end. */
  readonly portNames: (end: End) => PortNames;
  readonly judgement: Judgement;
}

/** Answers as findings, and as assertions that are true or not; reports for pipelines are made from both. */
export function answersReport(answers: readonly Answer[], context: AnswersContext): Pick<FindingsReport, 'findings' | 'assertions' | 'failOn'> {
  const judge = judgeOf(context);
  const judged = outcomesOf(answers).map((outcome) => judge(outcome));
  return {
    findings: judged.map(({ finding }) => finding),
    assertions: judged.map(({ assertion }) => assertion),
    failOn: context.judgement.kind === 'list' ? 'warning' : 'info',
  };
}

/** Whether each answer is as expected. @returns whether all are */
export const isAsExpected = (answers: readonly Answer[], expected: 'allowed' | 'denied'): boolean =>
  outcomesOf(answers).every(({ verdict }) => verdict === expected);

interface Judged {
  readonly finding: Finding;
  readonly assertion: Assertion;
}

function judgeOf({ model, plans, portNames, judgement }: AnswersContext): (outcome: Outcome) => Judged {
  const unintended = unintendedPorts(model, plans);
  const isPlanned = isPlannedEnd(model, plans);
  const deciding = decidingSettings(model, plans);
  return (outcome) => {
    const { answer } = outcome;
    const [from, to] = [endOf(model, answer.source, answer.from), endOf(model, answer.destination, answer.to)];
    const ports = answer.ports ?? portRange(answer.protocol, answer.port);
    const names = portNames(to);
    const isListed = judgement.kind === 'list';
    const beyond = isListed && outcome.verdict === 'allowed' && (isPlanned(from) || isPlanned(to)) ? unintended(from, to, ports) : [];
    const { name: rule, ...text } = connectionRules[beyond.length > 0 ? 'unintended' : outcome.verdict];
    const about = (some: PortSet) => `${formatNamedPorts(some, names)} of ${answer.destination}`;
    const isMet = isListed || outcome.verdict === (judgement.kind === 'expectation' ? judgement.verdict : 'allowed');
    const finding: Finding = {
      ...text,
      ...(judgement.kind === 'expectation' && !isMet && { severity: 'error' }),
      rule,
      message: messageOf(outcome, about(beyond.length > 0 ? beyond : ports), verbOf(beyond.length > 0 ? beyond : ports), beyond.length > 0),
      ...settingOf(deciding(from, to, ports)),
      ...chainOf(outcome),
    };
    const isDenied = judgement.kind === 'expectation' && judgement.verdict === 'denied';
    return {
      finding,
      assertion: {
        sentence: `${about(ports)} ${verbOf(ports)}${isDenied ? ' not' : ''} reachable from ${sourceOf(answer)}${isListed && plans.length > 0 ? ', as the settings intend' : ''}`,
        subject: answer.destination,
        findings: isListed || !isMet ? [finding] : [],
      },
    };
  };
}

const settingOf = ({ installation, setting, port }: DecidingSetting): Partial<Finding> => ({
  ...(installation !== undefined && { installation }),
  ...(setting && { setting }),
  ...(port !== undefined && { port }),
});

function chainOf({ culprits }: Outcome): Pick<Finding, 'object' | 'position' | 'related'> {
  const [first, ...rest] = culprits;
  return { ...(first && { object: first.object, ...(first.position && { position: first.position }) }), related: rest.map(placed) };
}

function messageOf({ answer, verdict, because }: Outcome, about: string, verb: string, isBeyond: boolean): string {
  const whom = sourceOf(answer);
  if (verdict === 'unknown') return `It cannot be decided whether ${about} ${verb} reachable from ${whom}${because}.`;
  const what = `${about} ${verb}${verdict === 'denied' ? ' not' : ''} reachable from ${whom}`;
  return `${what}${because}${isBeyond ? ', which the settings do not intend' : ''}.`;
}

const sourceOf = ({ source }: Answer): string => (source === 'external' ? 'the internet' : source);

const verbOf = (ports: PortSet): string => {
  const [first, ...rest] = portRanges(ports);
  return first && rest.length === 0 && first.first === first.last ? 'is' : 'are';
};

/** A party as an end of a connection. */
function endOf(model: Model, title: string, party: Party): End {
  if (party.kind === 'pods') return model.endOf.get(party) ?? { kind: 'imagined', title, group: party };
  const [interval] = party.kind === 'addresses' ? party.addresses : [];
  return party.kind === 'addresses' && interval ? { kind: 'external', title, interval, party } : { kind: 'controller', title };
}
