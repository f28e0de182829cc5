import { type RenderedFiles, renderedBy } from '../base/rendered-files';
import { writeYaml } from '../base/yaml/write';
import { renderObjects } from '../constructs';
import type { Plan } from '../plan';
import { kustomizeConfiguration, nameReferencesFile } from './name-references';

/** The separator allows to concatenate files, as `cat` and `cdk8s synth --stdout` do. */
const asFile = (text: string): string => `${renderedBy}\n---\n${text}`;

/** Manifests of an installation in the order in which to apply them, with a kustomization that lists them. */
export interface Manifests {
  readonly files: RenderedFiles;
  /** The same as one stream of documents. */
  readonly stream: string;
  /** The objects, as in the text. */
  readonly objects: readonly object[];
}

/** Renders a plan as text. Nothing is written. */
export function renderManifests(plan: Plan): Manifests {
  const rendered = renderObjects(plan);
  const documents = rendered.map(({ file, objects }) => ({ file, text: objects.map(writeYaml).join('---\n') }));
  const kustomization = writeYaml({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: documents.map(({ file }) => file),
    ...(plan.gitOps.nameReferences && { configurations: [nameReferencesFile] }),
  });
  return {
    files: Object.fromEntries([
      ...documents.map(({ file, text }) => [file, asFile(text)]),
      ['kustomization.yaml', asFile(kustomization)],
      ...(plan.gitOps.nameReferences ? [[nameReferencesFile, asFile(writeYaml(kustomizeConfiguration))]] : []),
    ]),
    stream: documents.map(({ text }) => text).join('---\n'),
    objects: rendered.flatMap(({ objects }) => objects),
  };
}
