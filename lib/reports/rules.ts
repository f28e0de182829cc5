import { changeRules, checkRules, connectionRules, type DriftRule, driftRules, type Rule } from '../checks';
import { formatMarkdown } from './table';

/** The rules of the checks: the content of docs/rules.md. */
export const formatRules = (rules: readonly Rule[]): string =>
  [
    '# Rules',
    '',
    'What `verify`, `synth` and the validation plugin look for. Printed by `npx cdk8s-bluemind rules`. A finding may be waived in the settings, with a',
    'reason and a last day (`waivers`), and stays visible.',
    '',
    table(rules),
    '## Rules for a live cluster',
    '',
    '`drift` looks for all of these but unknown fields and kinds, which an API server does not take, and for what holds the cluster against the settings:',
    '',
    table(Object.values(driftRules)),
    '## Changes between two states',
    '',
    'What `diff` tells, each change as grave as it is: a connection that the settings intend is information, and a port that opens to everyone an error.',
    '',
    table(Object.values(changeRules)),
    '## Connections',
    '',
    'What the formats of findings tell of connections that `reach` and `explain` look at:',
    '',
    table(Object.values(connectionRules)),
    '## The check itself',
    '',
    'What makes a check say less than it seems to:',
    '',
    table(Object.values(checkRules)),
  ].join('\n');

const table = (rules: readonly DriftRule[]): string =>
  formatMarkdown({
    columns: ['Rule', 'Severity', 'Why it matters', 'How to mend it'],
    rows: rules.map(({ name, severity, why, mend }) => [name, severity, why, mend]),
  });
