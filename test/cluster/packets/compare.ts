import type { Agent, Answer } from '../lab/agent';
import type { Laboratory } from '../lab/laboratory';
import { predictor } from './prediction';
import { type Probe, probesOf } from './probes';
import type { StandingScenario } from './scenario';

/** How many probes of a kind came out as predicted. */
export interface Count {
  readonly agrees: number;
  readonly differs: number;
  readonly undecided: number;
}

/** What came of a scenario. */
export interface Comparison {
  readonly byKind: Readonly<Record<string, Count>>;
  readonly total: Count;
  /** One line for each probe that differs. */
  readonly faults: readonly string[];
  /** How many probes were answered, of each source to each target, for comparing scenarios. */
  readonly open: number;
}

const none: Count = { agrees: 0, differs: 0, undecided: 0 };

/** Tries all connections and holds what happens against what is predicted from the objects in the cluster. */
export async function compare({ agents, isDualStack }: Laboratory, scenario: StandingScenario): Promise<Comparison> {
  const all: Readonly<Record<string, Agent>> = { ...agents, ...Object.fromEntries(scenario.pods.map(({ title, place }) => [title, place.agent])) };
  const probes = probesOf(scenario, predictor(scenario.objects, isDualStack));
  let results = await tryAll(all, probes);
  // kube-proxy may still be writing, and a busy machine loses packets: what differs is asked again, and only what differs twice more is a fault.
  for (let round = 0; round < 2 && results.some(isDifferent); round++) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const again = await tryAll(
      all,
      results.filter(isDifferent).map(({ probe }) => probe),
    );
    const renewed = new Map(again.map((result) => [result.probe, result]));
    results = results.map((result) => renewed.get(result.probe) ?? result);
  }
  const byKind: Record<string, Count> = {};
  for (const { probe, answer } of results) {
    const count = byKind[probe.kind] ?? none;
    const { kind } = probe.judge(answer);
    byKind[probe.kind] = { ...count, [kind]: count[kind] + 1 };
  }
  return {
    byKind,
    total: Object.values(byKind).reduce((sum, count) => plus(sum, count), none),
    faults: results.filter(isDifferent).map(describe),
    open: results.filter(({ answer }) => answer !== null).length,
  };
}

export const plus = (a: Count, b: Count): Count => ({
  agrees: a.agrees + b.agrees,
  differs: a.differs + b.differs,
  undecided: a.undecided + b.undecided,
});

interface Result {
  readonly probe: Probe;
  readonly answer: Answer | null;
}

const isDifferent = ({ probe, answer }: Result): boolean => probe.judge(answer).kind === 'differs';

function describe({ probe, answer }: Result): string {
  const judgement = probe.judge(answer);
  const [address, protocol, port] = probe.target;
  const met = answer === null ? 'closed' : `open (${answer.listener}, seen as ${answer.seen})`;
  return `${probe.kind}: ${probe.source} to ${address} ${protocol} ${port}: predicted ${judgement.kind === 'differs' ? judgement.predicted : ''}, found ${met}`;
}

/** Two sources at a time: the machine is small, and lost packets look like closed ports. */
async function tryAll(agents: Readonly<Record<string, Agent>>, probes: readonly Probe[]): Promise<readonly Result[]> {
  const bySource = new Map<string, Probe[]>();
  for (const probe of probes) {
    const list = bySource.get(probe.source);
    if (list) list.push(probe);
    else bySource.set(probe.source, [probe]);
  }
  const waiting = [...bySource];
  const results: Result[] = [];
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [source, list] = next;
      const answers = (await agents[source]?.probe(list.map(({ target }) => target))) ?? [];
      for (const [index, probe] of list.entries()) results.push({ probe, answer: answers[index] ?? null });
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}
