import { App, Chart } from 'cdk8s';
import type { Plan } from '../plan/model';
import { Admission } from './admission/admission';
import { annotate } from './annotate';
import { DnsEndpoint } from './dns-endpoint';
import { EgressGateways } from './egress-gateways';
import { EntryPoints } from './entry-points/entry-points';
import { Monitoring } from './monitoring/monitoring';
import { Namespaces } from './namespace';
import { Policies } from './policies';
import { Services } from './services';

/** The objects of an installation that belong together, in the order in which to apply them. */
export interface RenderedObjects {
  /** Name of the file that contains them. */
  readonly file: string;
  /** As JSON; never empty. */
  readonly objects: readonly object[];
}

/**
 * The objects of a plan: one cdk8s App for each installation, since an App checks its dependencies once for each of its charts; a chart is a file.
 * No name depends on the construct tree.
 */
export function renderObjects(plan: Plan): readonly RenderedObjects[] {
  const app = new App();
  const charts = [
    ...(plan.createNamespace ? [chart(plan, app, 'namespace', (scope) => new Namespaces(scope, 'namespace', plan))] : []),
    // Before the objects that it checks: objects of changed settings must be checked by these settings.
    ...(plan.admission ? [chart(plan, app, 'admission', (scope) => new Admission(scope, 'admission', plan))] : []),
    chart(plan, app, 'services', (scope) => new Services(scope, 'services', plan)),
    chart(plan, app, 'network-policies', (scope) => new Policies(scope, 'network-policies', plan)),
    ...(plan.egressGateways.length > 0 ? [chart(plan, app, 'egress-gateways', (scope) => new EgressGateways(scope, 'egress-gateways', plan))] : []),
    ...(plan.entries.length > 0 ? [chart(plan, app, 'entry-points', (scope) => new EntryPoints(scope, 'entry-points', plan))] : []),
    ...(plan.dns?.endpoint === undefined ? [] : [chart(plan, app, 'dns', (scope) => new DnsEndpoint(scope, 'dns', plan))]),
    ...(plan.monitoring ? [chart(plan, app, 'monitoring', (scope) => new Monitoring(scope, 'monitoring', plan))] : []),
  ];
  // Machines outside the cluster have no policies, so a file may be empty.
  return charts.filter(({ objects }) => objects.length > 0);
}

function chart(plan: Plan, app: App, id: string, fill: (scope: Chart) => void): RenderedObjects {
  const scope = new Chart(app, id);
  fill(scope);
  annotate(scope, plan);
  return { file: `${id}.k8s.yaml`, objects: scope.toJson() };
}
