import {
  type Entry,
  entries,
  explain,
  findParties,
  type Model,
  overlaps,
  type Protocol,
  parseAddressSet,
  readModel,
  type Verdict,
} from '../../../lib/reachability';
import { nodeAddresses, nodeAddresses6, podAddresses, podAddresses6 } from '../lab/network';

/** What the evaluation says will happen to a connection. */
export type Prediction =
  /** It gets there, and the pod sees this source: the client's own address, or that of a node. */
  | { readonly kind: 'open'; readonly seenAs?: Entry['seenAs'] }
  | { readonly kind: 'closed' }
  /** The objects do not decide it, for these reasons. */
  | { readonly kind: 'undecided'; readonly reasons: readonly string[] };

/** Answers for one state of a cluster. */
export interface Predictor {
  /** From a party of `explain` to a pod, workload or address. */
  readonly between: (source: string, destination: string, protocol: Protocol, port: number) => Prediction;
  /** From a client outside through a port of a Service, by a way in. */
  readonly through: (client: string, access: Entry['access'], service: string, protocol: Protocol, port: number) => Prediction;
}

/**
 * Reads what `kubectl get -o yaml` printed, as `reach` and `explain` do.
 * @param isDualStack whether nodes and pods have IPv6 addresses, too: a policy that admits nodes only by IPv4 does then not certainly admit them
 */
export function predictor(objects: string, isDualStack = false): Predictor {
  // The engine of the laboratory compares addresses, so that a block means pods with such addresses, too.
  const model = readModel('kubectl-get.yaml', objects, {
    podAddresses: [podAddresses, ...(isDualStack ? [podAddresses6] : [])],
    nodeAddresses: [nodeAddresses, ...(isDualStack ? [nodeAddresses6] : [])],
    ipBlocksMatchPods: 'always',
  });
  const party = partyOf(model);
  const ways = entries(model);
  return {
    between: (source, destination, protocol, port) => predictionOf(explain(model, party(source), party(destination), protocol, port).verdict),
    through: (client, access, service, protocol, port) => {
      const addresses = parseAddressSet(client) ?? [];
      const found = ways.filter((way) => {
        const reference = way.service?.service.reference;
        return way.access === access && way.protocol === protocol && way.port === port && `${reference?.namespace}/${reference?.name}` === service;
      });
      const open = found.find(({ verdict, admitted }) => verdict.kind === 'allowed' && overlaps(admitted, addresses));
      if (open) return { kind: 'open', seenAs: open.seenAs };
      const undecided = found.find(({ verdict }) => verdict.kind === 'unknown');
      return undecided ? predictionOf(undecided.verdict) : { kind: 'closed' };
    },
  };
}

function partyOf(model: Model) {
  const known = new Map<string, ReturnType<typeof findParties>[number]['party']>();
  return (text: string) => {
    const party = known.get(text) ?? findParties(model, text)[0]?.party;
    if (party === undefined) throw new Error(`no ${text}`);
    known.set(text, party);
    return party;
  };
}

const predictionOf = (verdict: Verdict): Prediction =>
  verdict.kind === 'unknown'
    ? { kind: 'undecided', reasons: verdict.doubts.map(({ basis }) => basis) }
    : { kind: verdict.kind === 'allowed' ? 'open' : 'closed' };
