/** Labels of an object. */
export type Labels = ReadonlyMap<string, string>;

/** One requirement of a label selector. `values` is empty for Exists and DoesNotExist. */
export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** A label selector: all requirements must be met, so the empty one selects everything. */
export type Selector = readonly Requirement[];

/** Operators of a selector's matchExpressions. */
export const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** Whether labels meet a selector. NotIn is also true for a missing label. */
export const selects = (selector: Selector, labels: Labels): boolean => selector.every((requirement) => meets(requirement, labels));

/**
 * Whether labels meet a selector, if there may be unknown ones: undefined if it depends on these.
 */
export function mayBeSelected(selector: Selector, known: Labels): boolean | undefined {
  const open = selector.filter(({ key }) => !known.has(key));
  const decided = selector.every((requirement) => open.includes(requirement) || meets(requirement, known));
  if (!decided || labelsFor(open) === undefined) return false;
  return open.length === 0 ? true : undefined;
}

function meets({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = labels.get(key);
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

/** As for `kubectl --selector`: `app=web,tier in (a,b),!legacy`. The empty selector is the empty text. */
export const formatSelector = (selector: Selector): string => selector.map(formatRequirement).join(',');

function formatRequirement({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(',')})`;
    case 'NotIn':
      return `${key} notin (${values.join(',')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
  }
}

/** Labels that meet a selector, if there are any: the fewest that a pod must have to be selected. */
export function labelsFor(selector: Selector): Labels | undefined {
  const labels = new Map<string, string>();
  for (const { key, operator, values } of selector) {
    if (operator === 'In') {
      const common = selector.filter((other) => other.key === key && other.operator === 'In').map((other) => other.values);
      const excluded = selector.filter((other) => other.key === key && other.operator === 'NotIn').flatMap((other) => other.values);
      const value = values.find((candidate) => common.every((list) => list.includes(candidate)) && !excluded.includes(candidate));
      if (value === undefined) return undefined;
      labels.set(key, value);
    } else if (operator === 'Exists' && !labels.has(key)) {
      const excluded = selector.filter((other) => other.key === key && other.operator === 'NotIn').flatMap((other) => other.values);
      labels.set(key, ['', ...excluded.map((value) => `${value}x`)].find((candidate) => !excluded.includes(candidate)) ?? '');
    }
  }
  return selects(selector, labels) ? labels : undefined;
}
