import { rangeOf, type VersionLimit } from '../plan/versions';
import { formatMarkdown } from './table';

/** Which versions of controllers and charts the rendered output needs: the content of docs/versions.md. */
export const formatVersions = (limits: readonly VersionLimit[]): string =>
  [
    '# Versions',
    '',
    'Features that only some versions of controllers, charts and clusters have. Printed by `npx cdk8s-bluemind versions`. The checklist of an',
    'installation lists those that its settings need.',
    '',
    formatMarkdown({
      columns: ['Of', 'Needed for', 'Versions', 'Other versions', 'Source'],
      rows: [...limits]
        .map((limit) => [limit.controller, limit.feature, rangeOf(limit), limit.otherwise, limit.source])
        .sort(([a = '', b = ''], [c = '', d = '']) => (`${a} ${b}`.toLowerCase() < `${c} ${d}`.toLowerCase() ? -1 : 1)),
    }),
  ].join('\n');
