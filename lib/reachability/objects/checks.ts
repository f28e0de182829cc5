import { parseCidr } from '../../base/addresses';
import {
  choice,
  descend,
  type Field,
  isGiven,
  items,
  member,
  members,
  ownMember,
  report,
  required,
  text,
  textMap,
  texts,
  wholeNumber,
} from '../input/fields';
import { firstPort, lastPort, type Protocol, protocols } from '../sets/ports';
import { type Labels, operators, type Requirement, type Selector } from '../sets/selectors';

/** A port number; anything else is reported. */
export function portNumber(field: Field): number | undefined {
  const port = wholeNumber(field);
  if (port === undefined || (firstPort <= port && port <= lastPort)) return port;
  report(field, `expected a port from ${firstPort} to ${lastPort}, found ${port}`);
  return undefined;
}

/** A port as number or name, such as `targetPort`. A text of digits would be a name that no port can have. */
export function portOrName(field: Field): number | string | undefined {
  return typeof field.value === 'string' ? portName(field) : portNumber(field);
}

/** A port's name: up to 15 lower-case letters, digits and single dashes within, at least one letter. */
export function portName(field: Field): string | undefined {
  const name = text(field);
  if (name !== undefined && !(name.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name))) {
    report(
      field,
      `expected a port's name (up to 15 lower-case letters, digits and single dashes, one letter at least), found ${JSON.stringify(name)}`,
    );
    return undefined;
  }
  return name;
}

/** A protocol; TCP by default. */
export const protocolOf = (field: Field): Protocol => choice(field, protocols) ?? 'TCP';

const isLabelValue = (value: string): boolean => value.length <= 63 && /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value);

function checkLabelValue(field: Field, value: string): void {
  if (!isLabelValue(value)) {
    report(
      field,
      `expected a label's value (up to 63 letters, digits, "-", "_" and ".", both ends a letter or digit), found ${JSON.stringify(value)}`,
    );
  }
}

/** Labels by name, with values that the API accepts. */
export function labelsOf(field: Field): Labels {
  const labels = textMap(field);
  for (const [key, value] of labels) checkLabelValue(member(field, key), value);
  return labels;
}

/** The labels in an object's metadata. */
export const metadataLabels = (root: Field): Labels => labelsOf(descend(root, 'metadata', 'labels'));

/** A label selector; a missing or empty one selects everything. */
export const selectorOf = (field: Field): Selector => [
  ...[...labelsOf(member(field, 'matchLabels'))].map(([key, value]): Requirement => ({ key, operator: 'In', values: [value] })),
  ...items(member(field, 'matchExpressions')).flatMap((expression) => requirementOf(expression) ?? []),
];

function requirementOf(field: Field): Requirement | undefined {
  const key = required(member(field, 'key'), text);
  const operator = required(member(field, 'operator'), (operatorField) => choice(operatorField, operators));
  const values = texts(member(field, 'values'));
  for (const value of values) checkLabelValue(member(field, 'values'), value);
  if (key === undefined || operator === undefined) return undefined;
  const needsValues = operator === 'In' || operator === 'NotIn';
  if (needsValues !== values.length > 0) {
    report(member(field, 'values'), needsValues ? `operator ${operator} needs values` : `operator ${operator} takes no values`);
    return undefined;
  }
  return { key, operator, values };
}

/** A block of addresses; anything else is reported. */
export function cidrOf(field: Field): ReturnType<typeof parseCidr> {
  const block = text(field);
  const cidr = block === undefined ? undefined : parseCidr(block.trim());
  if (block !== undefined && cidr === undefined)
    report(field, `expected a block such as 10.0.0.0/8 or 2001:db8::/32, found ${JSON.stringify(block)}`);
  return cidr;
}

/** Whether any of the fields is given. */
export const anyGiven = (...fields: readonly Field[]): boolean => fields.some(isGiven);

/** Reports an empty list that must not be empty. */
export function nonEmpty(field: Field, what: string): readonly Field[] {
  const list = items(field);
  if (list.length === 0) report(field, `needs ${what}`);
  return list;
}

/** The first given member that is not among the known ones. */
export const unknownMember = (field: Field, known: readonly string[]): string | undefined =>
  members(field).find(([key, value]) => !known.includes(key) && isGiven(value))?.[0];

/** Whether an own member is given. */
export const has = (field: Field, key: string): boolean => isGiven({ ...field, value: ownMember(field.value, key) });
