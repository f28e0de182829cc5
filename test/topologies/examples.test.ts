import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { renderManifests } from '../../lib/synth/render';
import { examplePlan } from '../support/examples';
import { testMutations } from '../support/mutations';

/** A PROXY header carries the client's address past any policy of traffic. */
const harmless = (title: string): boolean => title.endsWith(': externalTrafficPolicy Cluster');

const examples = ['edge', 'machines', 'mailbox-servers', 'restricted-egress'];

describe.each(examples)('examples/%s', (name) => {
  const plan = examplePlan(name);

  testMutations(plan, name === 'machines' ? harmless : undefined);

  test('comes out the same, byte for byte, each time', () => {
    expect(renderManifests(examplePlan(name)).stream).toBe(renderManifests(plan).stream);
  });

  test('is explained', () => {
    expect(existsSync(join(__dirname, '../../examples', name, 'README.md'))).toBe(true);
  });
});
