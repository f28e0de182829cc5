import type { Tries } from './support';

const pods = (
  more: string,
  labels = 'app.kubernetes.io/name: bluemind, app.kubernetes.io/instance: mail, app.kubernetes.io/component: all-in-one',
) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: bluemind, namespace: mail }
spec:
  serviceName: bluemind
  selector: { matchLabels: { app.kubernetes.io/instance: mail } }
  template:
    metadata: { labels: { ${labels} } }
    spec: { ${more}containers: [{ name: bluemind, image: bluemind }] }
`;
const found = [
  'error: The pods of mail/bluemind[StatefulSet] use the network of their node, where policies do not protect them. | StatefulSet mail/bluemind',
];
/** The network of the node is outside of what policies see. */
const beyond = ['internal-port-beyond-isolation'];

export const tries: Tries = {
  'pods on the network of their node': {
    more: pods('hostNetwork: true, '),
    found,
    others: beyond,
  },
  'the same by the catalogue': { byCatalogue: true, more: pods('hostNetwork: true, '), found, others: beyond },
  'pods on their own network': { more: pods(''), found: [] },
  'hostNetwork: false': { more: pods('hostNetwork: false, '), found: [] },
  'pods of others': { more: pods('hostNetwork: true, ', 'app: proxy'), found: [], others: beyond },
};
