import type { Probe } from '../../../lib/cluster/probe/probe';
import type { Question } from '../../../lib/cluster/probe/questions';

/** What a network does with a connection, as agnhost says it. */
export type Network = (question: Question) => string;

/** A network that does what the objects say. */
export const sound: Network = ({ expected }) => (expected === 'open' ? 'OPEN' : 'TIMEOUT');

/** Networks that do not. */
export const unsound = {
  ignoresPolicies: () => 'OPEN',
  ignoresEgress: (question) => (question.closedBy === 'egress' ? 'OPEN' : sound(question)),
  ignoresIngress: (question) => (question.closedBy === 'ingress' ? 'OPEN' : sound(question)),
  ignoresEndPort: (question) => (question.inRange === 'behind' ? 'TIMEOUT' : sound(question)),
  ignoresNamespaces: (question) => (question.source.kind === 'impostor' && question.port === 5432 ? 'OPEN' : sound(question)),
  leadsNowhere: (question) => (question.kind === 'service' ? 'REFUSED' : sound(question)),
  carriesNothing: () => 'TIMEOUT',
  opensOne: (question) =>
    question.expected === 'closed' && question.port === 31337 && question.source.kind === 'stranger' ? 'OPEN' : sound(question),
  closesOne: (question) => (question.expected === 'open' && question.port === 25 ? 'OTHER' : sound(question)),
  resolvesNothing: ({ source, ...rest }) => (source.kind === 'foreign' ? 'DNS' : sound({ source, ...rest })),
} as const satisfies Readonly<Record<string, Network>>;

/** What the clients of a probe would print in a network. */
export const logsOf = ({ questions, standIns }: Pick<Probe, 'questions' | 'standIns'>, network: Network): string =>
  [
    ...questions.map((question) => `probe ${question.source.name} ${question.host} ${question.port} ${network(question)}`),
    ...standIns.clients.map(({ name }) => `probe ${name} done`),
    '',
  ].join('\n');
