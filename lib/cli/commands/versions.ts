import { versionLimits } from '../../plan/versions';
import { formatVersions } from '../../reports/versions';
import { print } from '../terminal';

/** Prints which versions of controllers and charts are required. @returns the exit code */
export function runVersions(): number {
  print(formatVersions(Object.values(versionLimits)));
  return 0;
}
