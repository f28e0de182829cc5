import fc from 'fast-check';
import { connections, connectivity, type ModelOptions, objectsModel, type PodGroup, partyOf, policiesAtWork, sideEnds } from '../../lib/reachability';
import { type Match, matchPeer, matchPods } from '../../lib/reachability/evaluation/match';
import { peerIndex } from '../../lib/reachability/evaluation/peer-index';
import { addBits, commonBits, noBits, numbersIn } from '../../lib/reachability/sets/bits';
import { runs } from '../support/runs';
import { administeredClusters, clusters } from './clusters';
import { objectsOf } from './slow-evaluator';

const podAddresses = ['10.1.0.0', '10.2.3.4', '11.0.0.0', '2001:db8:1::1'];

/** Some pods on the network of their node and some with addresses, some clusters without Namespaces, so that all kinds of doubts occur. */
const objects = fc
  .tuple(
    fc.oneof(clusters, administeredClusters),
    fc.infiniteStream(fc.tuple(fc.boolean(), fc.option(fc.constantFrom(...podAddresses)))),
    fc.boolean(),
  )
  .map(([cluster, more, unseen]): readonly unknown[] => {
    const given = objectsOf(unseen ? { ...cluster, namespaces: { a: undefined, b: undefined, c: undefined } } : cluster);
    return given.map((object) => {
      const [hostNetwork, podIP] = more.next().value;
      return JSON.parse(JSON.stringify(object), (key, value) => {
        if (key === 'spec' && value.containers !== undefined) return { ...value, hostNetwork };
        return key === '' && value.kind === 'Pod' && podIP !== null ? { ...value, status: { podIP } } : value;
      });
    });
  });

const assumptions: fc.Arbitrary<ModelOptions> = fc.record(
  {
    hostNetwork: fc.constantFrom('undefined', 'ordinary'),
    ipBlocksMatchPods: fc.constantFrom('undefined', 'always', 'never'),
    podAddresses: fc.constant(['10.1.0.0/16']),
    nodeAddresses: fc.constant(['10.2.0.0/16']),
    namespaceLabels: fc.constant({ '*': { app: 'a' } }),
  },
  { requiredKeys: [] },
);

test('the list holds what asking about each pair gives', () => {
  let listed = 0;
  let left = 0;
  fc.assert(
    fc.property(objects, assumptions, fc.boolean(), (given, options, itself) => {
      const model = objectsModel(given, options);
      const byTitle = (a: { readonly title: string }, b: { readonly title: string }) => (a.title < b.title ? -1 : 1);
      const pairs = sideEnds(model, 'from')
        .toSorted(byTitle)
        .flatMap((source) =>
          sideEnds(model, 'to')
            .toSorted(byTitle)
            .map((destination) => ({ source, destination })),
        )
        .filter(({ source, destination }) => (source.kind === 'pods' || destination.kind === 'pods') && (itself || source !== destination));
      const expected = pairs.flatMap(({ source, destination }) => {
        // A pod that no workload has made always reaches itself.
        if (source === destination) return [{ pair: `${source.title} => ${destination.title}` }];
        const { allowed, unknown, doubts } = connectivity(model, partyOf(source), partyOf(destination));
        return allowed.length + unknown.length > 0 ? [{ pair: `${source.title} => ${destination.title}`, allowed, unknown, doubts }] : [];
      });
      const found = [...connections(model, { itself })].map(({ source, destination, allowed, unknown, doubts }) => {
        const pair = `${source.title} => ${destination.title}`;
        return source === destination ? { pair } : { pair, allowed, unknown, doubts };
      });
      expect(found).toEqual(expected);
      listed += found.length;
      left += pairs.length - found.length;
    }),
    { numRuns: runs(150, 5000) },
  );
  // If all pairs were connected, there would be nothing to leave out.
  expect(Math.min(listed, left)).toBeGreaterThan(50);
});

test('no peer is overlooked that matches or may match', () => {
  let spared = 0;
  fc.assert(
    fc.property(objects, assumptions, (given, options) => {
      const model = objectsModel(given, options);
      const peers = model.policies
        .flatMap((policy) => [...(policy.ingress ?? []), ...(policy.egress ?? [])])
        .flatMap((rule) => (rule.peers === 'everyone' ? [] : rule.peers));
      const perhaps = peerIndex(peers);
      for (const end of [...sideEnds(model, 'from'), ...sideEnds(model, 'to')]) {
        const party = partyOf(end);
        const found = perhaps(party);
        const matching = [...peers.entries()].flatMap(([number, peer]) => (matchPeer(peer, party, model.assumptions) === 'no' ? [] : [number]));
        expect([...new Set(found)].sort((a, b) => a - b)).toEqual(found);
        expect(found).toEqual(expect.arrayContaining(matching));
        spared += peers.length - found.length;
      }
    }),
    { numRuns: runs(100, 3000) },
  );
  expect(spared).toBeGreaterThan(50);
});

/** A policy of two alternatives becomes two that share their rules. */
const alternatives = {
  apiVersion: 'projectcalico.org/v3',
  kind: 'NetworkPolicy',
  metadata: { name: 'alternatives', namespace: 'a' },
  spec: { selector: "app == 'a' || tier == 'b'", ingress: [{ action: 'Allow', source: { selector: 'has(app)' } }] },
};

test('whom policies select and peers mean is what asking about each pod gives', () => {
  let meant = 0;
  fc.assert(
    fc.property(objects, assumptions, (given, options) => {
      const model = objectsModel([...given, alternatives], options);
      const matching = (matches: (group: PodGroup) => Match) =>
        model.ends.map((end) => ({ end, match: matches(end.groups[0]) })).filter(({ match }) => match !== 'no');
      for (const { policy, captured, rules } of policiesAtWork(model)) {
        expect(captured).toEqual(matching((group) => matchPods(policy.subject, group, model.assumptions)));
        for (const { peer, pods } of rules.flatMap(({ peers }) => peers)) {
          expect(pods).toEqual(matching((group) => matchPeer(peer, group, model.assumptions)));
          meant += pods.length;
        }
      }
    }),
    { numRuns: runs(100, 3000) },
  );
  expect(meant).toBeGreaterThan(50);
});

test('sets of bits are sets of numbers', () => {
  const numbers = fc.uniqueArray(fc.nat(99));
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      const [inA, inB] = [noBits(100), noBits(100)];
      addBits(inA, a);
      addBits(inB, b);
      const sorted = (list: readonly number[]) => list.toSorted((x, y) => x - y);
      expect([...numbersIn(inA)]).toEqual(sorted(a));
      expect([...numbersIn(commonBits(inA, inB))]).toEqual(sorted(a.filter((number) => b.includes(number))));
    }),
  );
});
