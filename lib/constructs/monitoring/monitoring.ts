import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { writeYaml } from '../../base/yaml/write';
import type { Plan, PlannedMonitoring, PlannedProbe } from '../../plan/model';
import { k8s } from '../kubernetes';
import { metadata } from '../metadata';
import { alerts } from './alerts';
import { dashboard } from './dashboard';

/** Monitoring of the exposed ports: Probes, their modules, alerts and a dashboard; nothing unless the settings ask for it. */
export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    const { monitoring } = plan;
    if (!monitoring) return;
    renderModules(this, plan, monitoring);
    for (const probe of monitoring.probes) renderProbe(this, plan, monitoring, probe);
    new ApiObject(this, monitoring.ruleName, {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: selected(plan, monitoring, monitoring.ruleName, 'Alerts from the results of the Probes: a port that is down, and certificates.'),
      spec: { groups: [{ name: `bluemind.${plan.installation}`, rules: alerts(plan.installation, monitoring) }] },
    });
    renderDashboard(this, plan, monitoring);
  }
}

/** Metadata of an object that Prometheus selects by its labels. */
function selected(plan: Plan, { labels }: PlannedMonitoring, name: string, description: string) {
  const common = metadata(plan, { name, namespace: plan.namespace, description });
  return { ...common, labels: { ...labels, ...common.labels } };
}

function renderProbe(scope: Construct, plan: Plan, monitoring: PlannedMonitoring, probe: PlannedProbe): void {
  const { name, port, workload, way, module, targets, askedFor, bearsHostname, tries } = probe;
  new ApiObject(scope, name, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Probe',
    metadata: selected(plan, monitoring, name, `Probes ${port}: ${tries}.`),
    spec: {
      jobName: 'bluemind',
      prober: { url: monitoring.exporter.address },
      module,
      targets: {
        staticConfig: {
          static: targets,
          labels: {
            installation: plan.installation,
            port,
            workload,
            way,
            ...(bearsHostname && { certificate_hostname: askedFor }),
          },
          // The exporter takes the name from this parameter of the probe, for TLS and for the header of HTTP.
          ...(askedFor !== undefined && { relabelingConfigs: [{ targetLabel: '__param_hostname', replacement: askedFor }] }),
        },
      },
    },
  });
}

function renderModules(scope: Construct, plan: Plan, { exporter, modules, modulesName }: PlannedMonitoring): void {
  new k8s.KubeConfigMap(scope, modulesName, {
    metadata: metadata(plan, {
      name: modulesName,
      namespace: exporter.namespace,
      description: 'Modules of the blackbox exporter for BlueMind’s ports, as a file for its --config.file.',
    }),
    data: { 'blackbox.yaml': writeYaml({ modules }) },
  });
}

function renderDashboard(scope: Construct, plan: Plan, { dashboardName }: PlannedMonitoring): void {
  if (dashboardName === undefined) return;
  const common = metadata(plan, {
    name: dashboardName,
    namespace: plan.namespace,
    description: 'Dashboard of the exposed ports; Grafana’s sidecar finds it by its label.',
  });
  new k8s.KubeConfigMap(scope, dashboardName, {
    metadata: { ...common, labels: { ...common.labels, grafana_dashboard: '1' } },
    data: { [`bluemind-${plan.installation}.json`]: `${JSON.stringify(dashboard(plan.installation), undefined, 2)}\n` },
  });
}
