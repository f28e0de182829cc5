import * as kplus from 'CDK8S_PLUS';
import { App, Chart } from 'cdk8s';
import { BlueMindNetwork, type BlueMindNetworkProps, blueMindNetworks } from 'cdk8s-bluemind';
import { catalogues } from 'cdk8s-bluemind/catalogue';
import { BlueMindValidation } from 'cdk8s-bluemind/validation';

const props: BlueMindNetworkProps = {
  isolation: 'connections',
  release: '5',
  expose: { imaps: 'public', smtp: 'public', http: 'public', https: 'public' },
};

/** BlueMind's pods, and an admitted exporter, with one version of cdk8s-plus. */
export function mailApp() {
  const app = new App();
  const chart = new Chart(app, 'mail', { namespace: 'mail' });
  const network = new BlueMindNetwork(chart, 'bluemind', { ...props, onVerify: 'error' });
  const workload = network.workload('all-in-one');
  new kplus.StatefulSet(chart, 'server', {
    podMetadata: workload.podMetadata,
    containers: [{ image: 'bluemind', ports: workload.containerPorts }],
  });
  const exporter = new kplus.Deployment(new Chart(app, 'other', { namespace: 'other' }), 'exporter', {
    containers: [{ image: 'exporter', portNumber: 9187 }],
  });
  network.allow('metrics', exporter, ['postgresql'], 'Prometheus reads the statistics of the database.');
  const { pods, policyPorts } = workload.withCdk8sPlus(kplus);
  exporter.connections.allowTo(pods, { ports: policyPorts('postgresql'), isolation: kplus.PodConnectionsIsolation.POD });
  blueMindNetworks(app, {}, { one: {}, two: { release: 5 } });
  return { app, network, exporter, catalogues, validation: new BlueMindValidation() };
}
