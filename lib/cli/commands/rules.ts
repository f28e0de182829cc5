import { rules } from '../../checks';
import { formatRules } from '../../reports/rules';

/** Prints what the checks look for. @returns the exit code */
export function runRules(): number {
  process.stdout.write(formatRules(rules));
  return 0;
}
