import { ApiObject, App, Chart } from 'cdk8s';
import { BlueMindNetwork } from 'cdk8s-bluemind';
import * as kplus from 'cdk8s-plus-27';

const app = new App();

// The network, and the pods that it is for.
const mail = new Chart(app, 'mail', { namespace: 'mail' });
const network = new BlueMindNetwork(mail, 'bluemind', { isolation: 'connections' });
const bluemind = network.workload('all-in-one');

new kplus.StatefulSet(mail, 'server', {
  podMetadata: bluemind.podMetadata,
  containers: [{ image: 'registry.example.org/bluemind:4', ports: bluemind.containerPorts }],
});

// An exporter in another namespace, which may connect to the database and to nothing else.
const observability = new Chart(app, 'observability', { namespace: 'observability' });
const database = network.service('postgresql');
const exporter = new kplus.Deployment(observability, 'exporter', {
  containers: [
    {
      image: 'registry.example.org/postgres-exporter:1',
      portNumber: 9187,
      envVariables: { DATA_SOURCE_URI: kplus.EnvValue.fromValue(`${database.dnsName}:${database.port('postgresql').port}/bj`) },
    },
  ],
});
network.allow('metrics', exporter, ['postgresql'], 'Prometheus reads the statistics of the database.');

// Its own side: cdk8s-plus holds the exporter to the database, and to DNS, by which it finds it.
const isolation = kplus.PodConnectionsIsolation.POD;
const dns = kplus.Pods.select(observability, 'dns', {
  labels: { 'k8s-app': 'kube-dns' },
  namespaces: kplus.Namespaces.select(observability, 'kube-system', { names: ['kube-system'] }),
});
exporter.connections.allowTo(bluemind, { ports: bluemind.policyPorts('postgresql'), isolation });
exporter.connections.allowTo(dns, { ports: [kplus.NetworkPolicyPort.udp(53), kplus.NetworkPolicyPort.tcp(53)], isolation });

// What a team wants on every object, last of all: it reaches what was made before it.
const waves: Readonly<Record<string, string>> = { NetworkPolicy: '-1', StatefulSet: '0', Deployment: '0' };
for (const object of app.node.findAll().filter(ApiObject.isApiObject)) {
  object.metadata.addLabel('example.org/team', 'messaging');
  object.metadata.addAnnotation('argocd.argoproj.io/sync-wave', waves[object.kind] ?? '1');
}

app.synth();
