import { verifyCatalogue, verifyPlan } from '../../lib/checks';
import { fromObjects } from '../../lib/reachability';
import { objects, plan } from '../support/render';

const service = (namespace: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'shop', namespace },
  spec: { selector: { app: 'elsewhere' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
});
const policy = (namespace: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'shop', namespace },
  spec: { podSelector: { matchLabels: { app: 'elsewhere' } }, policyTypes: ['Ingress'] },
});

const found = (namespace: string) =>
  verifyPlan(fromObjects([...objects(), service(namespace), policy(namespace)]), plan(), '2026-01-01')
    .filter(({ object }) => object?.name === 'shop')
    .map(({ rule, severity }) => [rule, severity]);

describe('objects of others', () => {
  test('in other namespaces are their business', () => {
    expect(found('shop')).toEqual([]);
    expect(verifyCatalogue(fromObjects([...objects(), service('shop')]), '4').filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('in the namespace of BlueMind are worth a look', () => {
    expect(found('bluemind')).toEqual([
      ['policy-without-effect', 'warning'],
      ['dangling-selector', 'warning'],
    ]);
  });
});
