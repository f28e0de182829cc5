import { App, Chart, Yaml } from 'cdk8s';
import { EgressGateways, EntryPoints, Namespaces, Policies, Services } from './constructs';
import type { RenderedFiles } from './output/folder';
import type { Plan } from './plan';

/** First line of every file, by which a later run knows its own output. */
export const renderedBy = '# Rendered by cdk8s-bluemind; edit the settings instead.';

/** The separator lets files be strung together, as `cat` and `cdk8s synth --stdout` do. */
const asFile = (text: string): string => `${renderedBy}\n---\n${text}`;

/** Manifests of an installation in the order in which to apply them, with a kustomization that lists them. */
export interface Manifests {
  readonly files: RenderedFiles;
  /** The same as one stream of documents. */
  readonly stream: string;
}

/**
 * Renders a plan: one cdk8s App an installation, since an App checks its dependencies once for each of its charts; a chart is a file.
 * Nothing is written, and no name depends on the construct tree.
 */
export function renderManifests(plan: Plan): Manifests {
  const app = new App();
  const charts = [
    ...(plan.createNamespace ? [chart(app, 'namespace', (scope) => new Namespaces(scope, 'namespace', plan))] : []),
    chart(app, 'services', (scope) => new Services(scope, 'services', plan)),
    chart(app, 'network-policies', (scope) => new Policies(scope, 'network-policies', plan)),
    ...(plan.egressGateways.length > 0 ? [chart(app, 'egress-gateways', (scope) => new EgressGateways(scope, 'egress-gateways', plan))] : []),
    ...(plan.entries.length > 0 ? [chart(app, 'entry-points', (scope) => new EntryPoints(scope, 'entry-points', plan))] : []),
  ];
  // Machines outside the cluster have no policies, so that a file may have nothing to say.
  const documents = charts
    .filter(({ objects }) => objects.length > 0)
    .map(({ node, objects }) => ({ file: `${node.id}.k8s.yaml`, text: Yaml.stringify(...objects) }));
  const kustomization = Yaml.stringify({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: documents.map(({ file }) => file),
  });
  return {
    files: Object.fromEntries([...documents.map(({ file, text }) => [file, asFile(text)]), ['kustomization.yaml', asFile(kustomization)]]),
    stream: documents.map(({ text }) => text).join('---\n'),
  };
}

function chart(app: App, id: string, fill: (scope: Chart) => void) {
  const scope = new Chart(app, id);
  fill(scope);
  return { node: scope.node, objects: scope.toJson() };
}
