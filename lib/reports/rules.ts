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
    '`drift` checks all of these, except unknown fields and kinds, which an API server does not accept. It also compares the cluster with the settings:',
    '',
    table(Object.values(driftRules)),
    '## Changes between two states',
    '',
    'Changes that `diff` reports. Each change has its own severity: a connection that the settings intend is an info, a port that opens to everyone is an error.',
    '',
    table(Object.values(changeRules)),
    '## Connections',
    '',
    'Findings about the connections that `reach` and `explain` show:',
    '',
    table(Object.values(connectionRules)),
    '## The check itself',
    '',
    'Reasons why a check covers less than it seems to:',
    '',
    table(Object.values(checkRules)),
  ].join('\n');

const table = (rules: readonly DriftRule[]): string =>
  formatMarkdown({
    columns: ['Rule', 'Severity', 'Why it matters', 'How to correct it'],
    rows: rules.map(({ name, severity, why, mend }) => [name, severity, why, mend]),
  });
