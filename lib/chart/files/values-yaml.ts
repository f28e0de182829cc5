import { renderedBy } from '../../base/rendered-files';
import type { Plan } from '../../plan/model';
import { toYaml } from '../templates/yaml';
import type { ChartValue } from '../values/chart-value';

/** The chart's values with the defaults from the settings, each with its meaning: one block for each entry point. */
export function valuesYaml(plan: Plan, values: readonly ChartValue[]): string {
  const lines = values.flatMap((value, index) => {
    const before = values[index - 1]?.path ?? [];
    const isOpen = (depth: number) => value.path.slice(0, depth + 1).every((key, position) => before[position] === key);
    return value.path.flatMap((key, depth) => {
      const indented = (text: string): readonly string[] =>
        text
          .trimEnd()
          .split('\n')
          .map((line) => (line === '' ? line : `${'  '.repeat(depth)}${line}`));
      if (depth === value.path.length - 1) return [...indented(`# ${value.description}`), ...indented(toYaml({ [key]: value.initial }))];
      return isOpen(depth) ? [] : [...heading(plan, value, depth).flatMap(indented), ...indented(`${toYaml(key).trimEnd()}:`)];
    });
  });
  return `${[renderedBy, introduction, '', ...lines].join('\n')}\n`;
}

const introduction = '# Values that differ between environments; everything else is chosen in the settings of the installation.';

/** The comment above a map of values. */
function heading(plan: Plan, { entryPoint, path: [first] }: ChartValue, depth: number): readonly string[] {
  if (first === 'policies') return depth === 0 ? ['', '# Admission: keeps closed ports closed.'] : [];
  if (first === 'monitoring') return depth === 0 ? ['', '# How the exposed ports are monitored.'] : [];
  if (depth === 0) return ['', '# The ways in from outside.'];
  return depth === 1 && entryPoint !== undefined ? ['', `# ${entryPointSummary(plan, entryPoint)}`] : [];
}

/** The ports of an entry point: `'public' exposes smtp (25), imaps (993).` */
function entryPointSummary({ exposures }: Plan, name: string): string {
  const ports = exposures.flatMap((exposure) =>
    exposure.kind === 'exposed' && exposure.entryPoint === name ? [`${exposure.port} (${exposure.number})`] : [],
  );
  return `'${name}' exposes ${[...new Set(ports)].join(', ')}.`;
}
