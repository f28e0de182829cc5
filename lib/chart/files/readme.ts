import { renderedBy } from '../../base/rendered-files';
import type { Plan } from '../../plan/model';
import type { ChartValue } from '../values/chart-value';

/** What the chart is, and a table of its values. */
export const readme = ({ installation, release, namespace }: Plan, values: readonly ChartValue[]): string =>
  [
    `<!-- ${renderedBy.slice(2)} -->`,
    '',
    `# ${installation}`,
    '',
    `The Kubernetes network of BlueMind ${release}, installation '${installation}': Services for every component, NetworkPolicies that keep internal ports`,
    'inside, and the ways in from outside. BlueMind itself is not part of this chart.',
    '',
    '```console',
    `helm upgrade --install ${installation} . --namespace ${namespace}`,
    '```',
    '',
    'Rendered by cdk8s-bluemind from the settings of the installation. With its default values, it renders the same objects as the plain output.',
    'Values differ between environments. To change ports, policies or types of entry points, change the settings and render a new chart.',
    'Helm checks only the form of values (`values.schema.json`). Whether a provider or controller supports them is checked when cdk8s-bluemind reads the settings.',
    '',
    '## Values',
    '',
    '| Value | Default | Meaning |',
    '| --- | --- | --- |',
    ...values.map(({ path, initial, description }) => `| \`${path.join('.')}\` | ${code(JSON.stringify(initial))} | ${cell(description)} |`),
    '',
  ].join('\n');

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Code in a table may contain backticks, so the fence is longer than any run of them. */
function code(text: string): string {
  const fence = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${cell(text)}${padding}${fence}`;
}
