import type { Finding } from './finding';
import { rules } from './rules';

const byRule: ReadonlyMap<string, readonly string[]> = new Map(rules.flatMap(({ name, setting }) => (setting ? [[name, setting] as const] : [])));

/** The field of the settings that decides on a finding: its own, else that of its rule; undefined if no setting does. */
export const settingOf = ({ setting, rule }: Pick<Finding, 'setting' | 'rule'>): readonly (string | number)[] | undefined =>
  setting ?? byRule.get(rule);
