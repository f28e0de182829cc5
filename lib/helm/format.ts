import { writeSortedYaml, writeYaml } from '../base/yaml/write';
import type { Plan } from '../plan/model';
import type { HelmValues } from './chart';

/** The values as a file for `helm -f`: what it is and how to use it first, then the values, sorted. */
export const formatValues = (values: HelmValues): string => `${commentOf(values)}\n${writeSortedYaml(values.values)}`;

/** The values as a ConfigMap for valuesFrom of a Flux HelmRelease. It has no namespace, since it belongs in the namespace of the HelmRelease. */
export function formatValuesConfigMap(values: HelmValues, { namePrefix, labels }: Pick<Plan, 'namePrefix' | 'labels'>): string {
  const { chart, installation } = values;
  const name = `${namePrefix}-${chart}-values`;
  const configMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      annotations: { 'kubernetes.io/description': `Helm values of chart ${chart} for BlueMind installation '${installation}'.` },
      labels,
      name,
    },
    data: { 'values.yaml': formatValues(values) },
  };
  return [
    '# Apply it to the namespace of the HelmRelease, and name it there:',
    `#   valuesFrom: [{ kind: ConfigMap, name: ${name}, valuesKey: values.yaml }]`,
    writeYaml(configMap),
  ].join('\n');
}

const commentOf = ({ installation, chart, versions, reference, release, comment }: HelmValues): string =>
  [
    'Rendered by cdk8s-bluemind; edit the settings instead.',
    `Helm values of BlueMind installation '${installation}' for chart ${reference}, versions ${versions}; beside your own:`,
    `helm upgrade --install ${release ? `${release.name} ${reference} --namespace ${release.namespace}` : `RELEASE ${reference}`} -f your-values.yaml -f ${chart}.yaml`,
    ...comment,
  ]
    .map((line) => `# ${line}`)
    .join('\n');
