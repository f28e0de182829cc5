import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordName } from '../../../lib/base/rendered-files';
import { readPaths } from '../../../lib/reachability';
import type { Output } from '../../../lib/synth/output/plan';
import { writeOutput } from '../../../lib/synth/output/write';
import { runs } from '../../support/runs';
import { type Folders, makeFolders, ours, type Tree } from './folders';
import { effectsOf, failingAt, killedBefore } from './killed';

let folders: Folders;
beforeEach(() => {
  folders = makeFolders();
  folders.write({ 'installations/mail.yaml': '', 'installations/gone.yaml': '', 'installations/fresh.yaml': '' });
});
afterEach(() => folders.remove());

const manifest = (name: string, state: string): string => ours(`apiVersion: v1\nkind: Service\nmetadata: { name: ${name}-${state} }`);
const kustomization = (...resources: readonly string[]): string => ours(`kind: Kustomization\nresources: [${resources.join(', ')}]`);

type State = Readonly<Record<'dist' | 'values' | 'reports', Readonly<Record<string, Tree>>>>;

/** Files change, come and go, folders come and go, and a file in a folder within. */
const before: State = {
  dist: {
    mail: {
      'services.k8s.yaml': manifest('services', 'old'),
      'extra.k8s.yaml': manifest('extra', 'old'),
      'same.k8s.yaml': manifest('same', 'as-ever'),
      'kustomization.yaml': kustomization('services.k8s.yaml', 'extra.k8s.yaml', 'same.k8s.yaml'),
    },
    gone: { 'services.k8s.yaml': manifest('gone', 'old'), 'kustomization.yaml': kustomization('services.k8s.yaml') },
  },
  values: { mail: { 'traefik.yaml': ours('old') }, gone: { 'kong.yaml': ours('old') } },
  reports: { mail: { 'exposure.json': '{"old":1}', 'exposure.md': `<!-- ${ours('').slice(2).split('\n')[0]} -->\nold` }, gone: {} },
};
const after: State = {
  dist: {
    mail: {
      'services.k8s.yaml': manifest('services', 'new'),
      'same.k8s.yaml': manifest('same', 'as-ever'),
      'policies.k8s.yaml': manifest('policies', 'new'),
      'kustomization.yaml': kustomization('services.k8s.yaml', 'same.k8s.yaml', 'policies.k8s.yaml'),
    },
    fresh: { 'services.k8s.yaml': manifest('fresh', 'new'), 'kustomization.yaml': kustomization('services.k8s.yaml') },
  },
  values: { mail: {}, fresh: { 'traefik.yaml': ours('new'), 'within/more.yaml': ours('new') } },
  reports: { mail: { 'exposure.json': '{"new":1}', 'exposure.md': `<!-- ${ours('').slice(2).split('\n')[0]} -->\nnew` }, fresh: {} },
};

const outputsOf = (state: State): readonly Output[] =>
  Object.entries(state).map(([parent, names]) => ({
    parent: join(folders.root, parent),
    folders: Object.entries(names).map(([name, files]) => ({ name, files, settings: join(folders.root, 'installations', `${name}.yaml`) })),
  }));

const treeOf = (state: State): Tree =>
  Object.fromEntries(
    Object.entries(state).flatMap(([parent, names]) =>
      Object.entries(names).flatMap(([name, files]) => Object.entries(files).map(([path, text]) => [`${parent}/${name}/${path}`, text])),
    ),
  );

const write = (state: State): void =>
  writeOutput(outputsOf(state), { source: { kind: 'folder', folder: join(folders.root, 'installations') }, prune: true, say: () => undefined });

const output = (): Tree => Object.fromEntries(Object.entries(folders.tree()).filter(([path]) => !path.startsWith('installations/')));
const records = ['dist', 'values', 'reports'].map((parent) => `${parent}/${recordName}`);
const recordsOf = () => records.map((path) => readFileSync(join(folders.root, path), 'utf8'));

/** What a reader finds at any instant: no file missing, half or of a third kind, and no kustomization that lists a missing file. */
function expectSoundness(): void {
  const [old, fresh, now] = [treeOf(before), treeOf(after), output()];
  for (const [path, text] of Object.entries(now)) expect([path, text === old[path] || text === fresh[path]]).toEqual([path, true]);
  for (const path of Object.keys(old)) if (path in fresh) expect(Object.keys(now)).toContain(path);
  expect(readdirSync(join(folders.root, 'dist'))).toContain('mail');
  for (const name of Object.keys({ ...before.dist, ...after.dist })) {
    const listed = /resources: \[(.*)\]/.exec(now[`dist/${name}/kustomization.yaml`] ?? '')?.[1]?.split(', ') ?? [];
    for (const file of listed) expect(Object.keys(now)).toContain(`dist/${name}/${file}`);
  }
}

/** `verify`, `reach` and similar commands read each object in the folders of installations once. */
function expectReadersIgnoreTheRest(): void {
  const { manifests, faults } = readPaths([join(folders.root, 'dist')]);
  expect(faults).toEqual([]);
  expect(manifests.map(({ position }) => position?.file.slice(folders.root.length + 1)).sort()).toEqual(
    Object.keys(output())
      .filter((path) => path.startsWith('dist/') && !path.endsWith('kustomization.yaml'))
      .sort(),
  );
}

/** Names under which others would read manifests, such as `kubectl apply --recursive`. */
const readable = (path: string): boolean => /\.(ya?ml|json)$/.test(path);

test('a complete run, with which the others are compared', () => {
  write(before);
  expect(output()).toEqual(treeOf(before));
  write(after);
  expect(output()).toEqual(treeOf(after));
  expect(folders.bookkeeping()).toEqual([...records].sort());
});

const effects = (() => {
  folders = makeFolders();
  folders.write({ 'installations/mail.yaml': '', 'installations/gone.yaml': '', 'installations/fresh.yaml': '' });
  write(before);
  const count = effectsOf(() => write(after));
  folders.remove();
  return count;
})();
const everyEffect = Array.from({ length: effects }, (_, index) => index + 1);

test('there are enough effects to be killed at', () => {
  expect(effects).toBeGreaterThan(60);
});

describe('a run that is killed', () => {
  const kill = (nth: number) => killedBefore(nth, () => write(after));

  test.each(everyEffect)('before effect %i leaves every file whole, and the next run finishes the job and leaves nothing', (nth) => {
    write(before);
    for (const _ of ['killed', 'killed again']) {
      kill(nth);
      expectSoundness();
      expectReadersIgnoreTheRest();
      expect(folders.bookkeeping().filter(readable)).toEqual([]);
    }
    write(after);
    expect(output()).toEqual(treeOf(after));
    expect(folders.bookkeeping()).toEqual([...records].sort());
  });

  // That the next run has the same to write would hide what became of the job.
  test.each(everyEffect)('before effect %i is finished, or taken back, for all folders by a run of one of them', (nth) => {
    write(before);
    kill(nth);
    writeOutput([{ parent: join(folders.root, 'values'), folders: [] }], { say: () => undefined });
    expect([treeOf(before), treeOf(after)]).toContainEqual(output());
    expect(folders.bookkeeping().filter((path) => path.startsWith('values/'))).toEqual([`values/${recordName}`]);
  });
});

/** Which of the effects fails matters less than that any may; LONG=1 takes all. */
const sampled = everyEffect.filter((nth) => nth % runs(5, 1) === 0);

test.each(sampled)('if no space is left at effect %i, the old or the new output is complete, and the message says what to do', (nth) => {
  write(before);
  const recordsBefore = recordsOf();
  const faults = folders.faults(() => failingAt(nth, 'ENOSPC', () => write(after)));
  if (faults.length === 0) expect(output()).toEqual(treeOf(after));
  else {
    expect(faults.join('\n')).toMatch(
      /^(dist|values|reports):1:1: cannot be written \(ENOSPC\); the last output is unchanged; make room on the disk and run again$/,
    );
    expect([output(), recordsOf()]).toEqual([treeOf(before), recordsBefore]);
  }
  write(after);
  expect(output()).toEqual(treeOf(after));
  expect(folders.bookkeeping()).toEqual([...records].sort());
});
