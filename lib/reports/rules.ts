import type { Rule } from '../checks';
import { formatMarkdown } from './table';

/** What the checks look for: what docs/rules.md holds. */
export const formatRules = (rules: readonly Rule[]): string =>
  [
    '# Rules',
    '',
    'What `verify`, `synth` and the validation plugin look for. Printed by `npx cdk8s-bluemind rules`. A finding may be waived in the settings, with a',
    'reason and a last day (`waivers`), and stays visible.',
    '',
    formatMarkdown({
      columns: ['Rule', 'Severity', 'Why it matters', 'How to mend it'],
      rows: rules.map(({ name, severity, why, mend }) => [name, severity, why, mend]),
    }),
  ].join('\n');
