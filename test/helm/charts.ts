import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Values and schemas of the charts as their authors publish them. They lie beside the checkout, not in it. */
export const chartFolder = join(__dirname, '../../../shared/schemas/helm-values');

/** Tests that need them; where they are not there, the report says that these were skipped, and why. */
export const describeWithCharts: (name: string, tests: () => void) => void = existsSync(chartFolder)
  ? describe
  : (name) => {
      test.skip(`${name}: skipped, since ${chartFolder} is not there`, () => undefined);
    };
