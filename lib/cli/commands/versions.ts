import { versionLimits } from '../../plan/versions';
import { formatVersions } from '../../reports/versions';
import { print } from '../terminal';

/** Prints which versions of controllers and charts are counted on. @returns the exit code */
export function runVersions(): number {
  print(formatVersions(Object.values(versionLimits)));
  return 0;
}
