import { Ajv } from 'ajv';

/** An object of an example. */
export interface Shown {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** A map with these fields, of which some are needed, and no others. */
const map = (properties: Readonly<Record<string, object>>, required: readonly string[] = []): object => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const text = { type: 'string' };
const texts = { type: 'array', items: text };
const flag = { type: 'boolean' };
const duration = { type: 'string', pattern: '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$' };
const source = map({ kind: { enum: ['GitRepository', 'OCIRepository', 'HelmRepository', 'HelmChart', 'Bucket'] }, name: text, namespace: text }, [
  'kind',
  'name',
]);
const command = map({ command: texts, args: texts }, ['command']);

const application = map(
  {
    project: text,
    source: map(
      {
        repoURL: text,
        targetRevision: text,
        path: text,
        plugin: map({ name: text, env: { type: 'array', items: map({ name: text, value: text }, ['name', 'value']) } }),
      },
      ['repoURL'],
    ),
    destination: map({ server: text, name: text, namespace: text }),
    syncPolicy: map({ automated: map({ prune: flag, selfHeal: flag, allowEmpty: flag }), syncOptions: texts }),
  },
  ['project', 'destination'],
);

/**
 * The part of each kind that the examples use, as its documentation describes it: Argo CD 3 and Flux 2. What the projects' own schemas say of them is
 * tried if those are available.
 */
const specs: Readonly<Record<string, object>> = {
  'argoproj.io/v1alpha1 Application': application,
  'argoproj.io/v1alpha1 ApplicationSet': map(
    {
      goTemplate: flag,
      goTemplateOptions: texts,
      generators: {
        type: 'array',
        items: map({
          git: map({ repoURL: text, revision: text, directories: { type: 'array', items: map({ path: text, exclude: flag }, ['path']) } }),
        }),
      },
      template: map({ metadata: map({ name: text, namespace: text }, ['name']), spec: application }, ['metadata', 'spec']),
    },
    ['generators', 'template'],
  ),
  'argoproj.io/v1alpha1 ConfigManagementPlugin': map(
    { version: text, init: command, generate: command, discover: map({ fileName: text, find: map({ glob: text, command: texts, args: texts }) }) },
    ['generate'],
  ),
  'source.toolkit.fluxcd.io/v1 GitRepository': map(
    { interval: duration, url: { type: 'string', pattern: '^(https?|ssh)://' }, ref: map({ branch: text, tag: text, semver: text }) },
    ['interval', 'url'],
  ),
  'source.toolkit.fluxcd.io/v1 OCIRepository': map(
    {
      interval: duration,
      url: { type: 'string', pattern: '^oci://' },
      ref: map({ tag: text, semver: text, digest: text }),
      layerSelector: map({ mediaType: text, operation: { enum: ['extract', 'copy'] } }),
    },
    ['interval', 'url'],
  ),
  'kustomize.toolkit.fluxcd.io/v1 Kustomization': map(
    { interval: duration, retryInterval: duration, timeout: duration, prune: flag, wait: flag, path: text, sourceRef: source },
    ['interval', 'prune', 'sourceRef'],
  ),
  'helm.toolkit.fluxcd.io/v2 HelmRelease': map(
    {
      interval: duration,
      releaseName: text,
      targetNamespace: text,
      chartRef: source,
      valuesFrom: {
        type: 'array',
        items: map({ kind: { enum: ['ConfigMap', 'Secret'] }, name: text, valuesKey: text, optional: flag }, ['kind', 'name']),
      },
      postRenderers: {
        type: 'array',
        items: map({
          kustomize: map({ patches: { type: 'array', items: map({ target: map({ kind: text, name: text }), patch: text }, ['patch']) } }),
        }),
      },
    },
    ['interval'],
  ),
};

const validators = new Map(Object.entries(specs).map(([kind, schema]) => [kind, new Ajv({ allErrors: true }).compile(schema)]));

/** What is wrong with the objects of Argo CD and Flux among these, one line for each. */
export const formFaults = (objects: readonly (Shown & { readonly spec?: unknown })[]): readonly string[] =>
  objects.flatMap(({ apiVersion, kind, metadata, spec }) => {
    if (['v1', 'apps/v1'].includes(apiVersion)) return [];
    const validate = validators.get(`${apiVersion} ${kind}`);
    if (!validate) return [`${apiVersion} ${kind} is not known`];
    return validate(spec)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${kind} ${metadata.name}: spec${instancePath} ${message}`);
  });
