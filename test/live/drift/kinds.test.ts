import { kindsToRead, kindTitle, readKinds } from '../../../lib/cluster/drift/kinds';
import { kindsRead } from '../../../lib/reachability/objects/kinds';
import { renderedKinds } from '../../../lib/settings/schema/rendered-kinds';

test('every kind that may be rendered is read', () => {
  expect(renderedKinds.filter((kind) => !readKinds.some((one) => one.kind === kind))).toEqual([]);
});

/** Kinds whose pods are read in their place, and what is the same as EndpointSlices. */
const byTheirPods = ['/Endpoints', '/ReplicationController', /^(apps|batch|kubevirt\.io|pool\.kubevirt\.io)\//];

test('every kind that reachability knows is read, or its pods are', () => {
  const read = readKinds.map(({ group, kind }) => `${group}/${kind}`);
  expect(kindsRead.filter((kind) => !read.includes(kind) && !byTheirPods.some((pattern) => new RegExp(pattern).test(kind)))).toEqual([]);
});

test('kinds are unique, and Secrets are not among them', () => {
  const titles = readKinds.map(kindTitle);
  expect(new Set(titles).size).toBe(titles.length);
  expect(readKinds.some(({ resource }) => resource === 'secrets')).toBe(false);
});

test('kinds that only concern an installation that renders them are only read for it', () => {
  const certificate = { group: 'cert-manager.io', reference: { kind: 'Certificate', namespace: 'edge' } };
  const find = (kinds: ReturnType<typeof kindsToRead>, kind: string) => kinds.find((one) => one.kind === kind)?.namespaces;
  const without = kindsToRead({ namespaces: ['mail'], objects: [] });
  expect([without.some(({ kind }) => kind === 'Certificate'), find(without, 'Pod'), find(without, 'Service')]).toEqual([false, ['mail'], undefined]);
  expect(find(kindsToRead({ namespaces: ['mail'], objects: [certificate] }), 'Certificate')).toEqual(['edge']);
});
