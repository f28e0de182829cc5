import { bluemind4 } from '../../lib/catalogue';
import { faults } from '../support/render';

describe('names that come out equal though none of their parts is', () => {
  test('an added component and the members of another', () => {
    const additions = {
      components: [{ name: 'elasticsearch-members', description: 'Counts members.', role: 'search' }],
      ports: [{ audience: 'internal' as const, name: 'counter', number: 9400, component: 'elasticsearch-members', description: 'Counts.' }],
    };
    expect(faults({ additions })).toEqual([
      "additions.components: Service 'bluemind-elasticsearch-members' would exist twice, for 'elasticsearch' and for 'elasticsearch-members'; rename your own component",
    ]);
  });

  test('policies of two workloads', () => {
    const all = bluemind4.components.map(({ name }) => name).filter((name) => name !== 'elasticsearch');
    const settings = {
      workloads: { a: { components: ['elasticsearch'] }, 'a-allow-b': { components: all } },
      entryPoints: { c: { type: 'LoadBalancer' } },
      expose: { smtp: 'c', https: 'c' },
      allow: { 'b-from-c': { ports: ['elasticsearch'], from: [{ namespace: 'search' }], reason: 'Dashboards.' } },
    };
    expect(faults(settings)).toEqual([
      "workloads.a-allow-b: policy 'bluemind-a-allow-b-from-c' would exist twice, for workload 'a' and for 'a-allow-b'; rename one of the workloads, entry points or peers under allow that form its name",
    ]);
  });
});
