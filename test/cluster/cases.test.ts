import { loadBalancerProviders } from '../../lib/plan/load-balancers';
import { renderedKinds } from '../../lib/settings/schema/rendered-kinds';
import { renderManifests } from '../../lib/synth/render';
import { cases } from './cases';
import { objectsOf } from './objects';

// The API servers themselves are asked by `npm run test:cluster`.
test('there are cases of every provider, dialect and way in', () => {
  const names = cases.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const provider of Object.keys(loadBalancerProviders))
    expect({ provider, cases: names.filter((name) => name.startsWith(`load balancer ${provider}: `)).length >= 2 }).toEqual({
      provider,
      cases: true,
    });
  for (const dialect of ['kubernetes', 'cilium', 'calico'])
    expect(names.filter((name) => name.startsWith('policies: ') && name.endsWith(dialect)).length).toBeGreaterThanOrEqual(8);
  expect(new Set(cases.flatMap(({ plan }) => plan.entries.map(({ kind }) => kind))).size).toBeGreaterThanOrEqual(8);
});

test('every kind that may be rendered is among the cases', () => {
  const kinds = new Set(cases.flatMap(({ plan }) => objectsOf(renderManifests(plan).stream).map(({ kind }) => kind)));
  expect(renderedKinds.filter((kind) => !kinds.has(kind))).toEqual([]);
});
