import { rules } from '../../checks';
import { formatRules } from '../../reports/rules';
import { print } from '../terminal';

/** Prints what the checks look for. @returns the exit code */
export function runRules(): number {
  print(formatRules(rules));
  return 0;
}
