import { planFrom } from '../../lib/plan';
import { renderManifests } from '../../lib/synth/render';
import { missingNamespaces } from '../../lib/synth/synthesize';

const inside = { entryPoint: 'cluster', reason: 'a relay of another team comes first' };
const edge = {
  name: 'mail',
  workloads: { main: { components: 'all' }, edge: { kind: 'edge', namespace: 'dmz' } },
  expose: { smtp: inside, https: inside },
};

describe('namespaces that must be there before the objects can be applied', () => {
  test.each([
    [{ name: 'mail' }, ["namespace 'mail' is not rendered; create it first, or set createNamespace: true"]],
    [{ name: 'mail', namespace: 'post' }, ["namespace 'post' is not rendered; create it first, or set createNamespace: true"]],
    [edge, ["namespaces 'mail' and 'dmz' are not rendered; create them first, or set createNamespace: true"]],
    [{ name: 'mail', namespace: 'default' }, []],
  ])('%j', (settings, expected) => {
    expect(missingNamespaces(planFrom(settings))).toEqual(expected);
    const rendered = planFrom({ ...settings, createNamespace: true });
    expect(missingNamespaces(rendered)).toEqual([]);
    expect(renderManifests(rendered).stream).toContain('kind: Namespace');
  });
});
