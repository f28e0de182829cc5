import { App, Chart } from 'cdk8s';
import { BlueMindNetwork } from 'cdk8s-bluemind';

const app = new App();
const chart = new Chart(app, 'mail', { namespace: 'mail' });

new BlueMindNetwork(chart, 'bluemind', {
  isolation: 'connections',
  workloads: 'roles',
  entryPoints: {
    public: { type: 'LoadBalancer' },
    web: { type: 'Ingress', controller: 'traefik', hosts: ['mail.example.org'], tls: { clusterIssuer: 'letsencrypt' } },
  },
  expose: { smtp: 'public', submissions: 'public', imaps: 'public', http: 'web', https: 'web' },
  cluster: { ingressController: { namespace: 'traefik', podLabels: { 'app.kubernetes.io/name': 'traefik' } } },
});

app.synth();
