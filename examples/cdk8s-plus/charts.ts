import { ApiObject, App, Chart } from 'cdk8s';
import { BlueMindNetwork } from 'cdk8s-bluemind';
import * as kplus from 'cdk8s-plus-27';
import type { Construct, IConstruct, IMixin } from 'constructs';

/** BlueMind in a StatefulSet of cdk8s-plus, with its network. */
export class MailChart extends Chart {
  readonly network: BlueMindNetwork;

  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: id });
    this.network = new BlueMindNetwork(this, 'bluemind', { name: id, isolation: 'connections', onVerify: 'error' });
    const { podMetadata, containerPorts } = this.network.workload('all-in-one');

    new kplus.StatefulSet(this, 'server', {
      podMetadata,
      containers: [{ image: 'registry.example.org/bluemind:4', ports: containerPorts }],
    });
  }
}

/** An exporter in another namespace, which may connect to the database of one BlueMind and to nothing else. */
export class ExporterChart extends Chart {
  readonly deployment: kplus.Deployment;

  constructor(scope: Construct, id: string, network: BlueMindNetwork) {
    super(scope, id, { namespace: id });
    const database = network.service('postgresql');
    const uri = `${database.dnsName}:${database.port('postgresql').port}/bj`;
    this.deployment = new kplus.Deployment(this, 'exporter', {
      containers: [
        {
          image: 'registry.example.org/postgres-exporter:1',
          portNumber: 9187,
          envVariables: { DATA_SOURCE_URI: kplus.EnvValue.fromValue(uri) },
        },
      ],
    });

    // BlueMind's side: intended, so that the proof takes it for right.
    network.allow('metrics', this.deployment, ['postgresql'], 'Prometheus reads the statistics of the database.');

    // The exporter's side: cdk8s-plus lets it connect only to the database, and to DNS, where it looks up the name.
    const bluemind = network.workload('all-in-one');
    const dns = kplus.Pods.select(this, 'dns', {
      labels: { 'k8s-app': 'kube-dns' },
      namespaces: kplus.Namespaces.select(this, 'kube-system', { names: ['kube-system'] }),
    });
    const isolation = kplus.PodConnectionsIsolation.POD;
    this.deployment.connections.allowTo(bluemind, { ports: bluemind.policyPorts('postgresql'), isolation });
    this.deployment.connections.allowTo(dns, { ports: [kplus.NetworkPolicyPort.udp(53), kplus.NetworkPolicyPort.tcp(53)], isolation });
  }
}

/** What a team wants on every object: its label, and the wave in which Argo CD applies it. */
export class TeamAspect implements IMixin {
  private readonly waves: Readonly<Record<string, string>> = { NetworkPolicy: '-1', StatefulSet: '0', Deployment: '0' };

  constructor(private readonly team: string) {}

  supports(construct: IConstruct): construct is ApiObject {
    return ApiObject.isApiObject(construct);
  }

  applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) return;
    construct.metadata.addLabel('example.org/team', this.team);
    construct.metadata.addAnnotation('argocd.argoproj.io/sync-wave', this.waves[construct.kind] ?? '1');
  }
}

/** Two installations, and an exporter for the first of them. */
export function mailApp() {
  const app = new App();
  const mail = new MailChart(app, 'mail');
  const school = new MailChart(app, 'school');
  const exporter = new ExporterChart(app, 'observability', mail.network);
  // Last of all: it reaches what was made before it.
  app.with(new TeamAspect('messaging'));
  return { app, mail, school, exporter };
}
