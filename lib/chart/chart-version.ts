import { InputError } from '../base/faults';

/** A version by semver.org, whose numbers have no leading zeros. */
const number = '(0|[1-9]\\d*)';
const label = '(0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)';
const semanticVersion = new RegExp(`^${number}\\.${number}\\.${number}(-${label}(\\.${label})*)?(\\+[0-9a-zA-Z-]+(\\.[0-9a-zA-Z-]+)*)?$`);

/**
 * Checks the version of a chart.
 * @throws InputError if Helm could not order charts by it
 */
export function checkChartVersion(version: string): void {
  if (semanticVersion.test(version)) return;
  const withoutV = version.replace(/^v/, '');
  const hint = withoutV !== version && semanticVersion.test(withoutV) ? `; did you mean '${withoutV}'?` : '';
  throw new InputError([{ field: '--chart-version', message: `'${version}': expected a semantic version such as '1.4.0' or '1.4.0-rc.1'${hint}` }]);
}
