import { type Fault, InputError } from '../base/faults';
import { didYouMean, oneOf } from '../base/words';
import { isObject, ownMember } from '../reachability';
import type { Item } from './resource-list';

/** Version of the configuration of the function. */
export const configVersion = 'cdk8s-bluemind/v1';

/** `BlueMindNetwork` puts the objects of an installation among the items; `BlueMindValidation` changes nothing, and proves. */
export const configKinds = ['BlueMindNetwork', 'BlueMindValidation'] as const;

/** The task of a function. */
export interface Config {
  readonly kind: (typeof configKinds)[number];
  /** Settings as written; with `metadata.name` if they have no name. @default - those that constructs left in the items */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The path of a field of the settings in the configuration. */
  readonly fieldOf: (field: string) => string;
}

/** Every field that the configuration may have. */
const fields = ['apiVersion', 'kind', 'metadata', 'spec'];

/**
 * Reads the configuration of the function.
 * @throws InputError with every fault
 */
export function readConfig(item: Item | undefined): Config {
  if (item === undefined) throw new InputError([{ message: `functionConfig is missing; expected a ${oneOf(configKinds)} of ${configVersion}` }]);
  const { value } = item;
  if (!isObject(value)) throw new InputError([{ message: `functionConfig is not an object; expected a ${oneOf(configKinds)} of ${configVersion}` }]);
  const faults: Fault[] = [];
  const found = ownMember(value, 'kind');
  const kind = configKinds.find((known) => known === found);
  if (kind === undefined)
    faults.push({ field: 'kind', message: `expected ${oneOf(configKinds)}${typeof found === 'string' ? didYouMean(found, configKinds) : ''}` });
  if (ownMember(value, 'apiVersion') !== configVersion) faults.push({ field: 'apiVersion', message: `expected '${configVersion}'` });
  for (const field of Object.keys(value))
    if (!fields.includes(field)) faults.push({ field, message: `is not a field of a ${kind ?? configKinds[0]}${didYouMean(field, fields)}` });
  const spec = ownMember(value, 'spec');
  const name = ownMember(ownMember(value, 'metadata'), 'name');
  if (kind === 'BlueMindNetwork' && spec == null)
    faults.push({ field: 'spec', message: 'is missing; expected the settings of an installation, or {} for the default one, which is public' });
  else if (spec != null && !isObject(spec)) faults.push({ field: 'spec', message: 'expected a map of settings' });
  if (faults.length > 0 || kind === undefined) throw new InputError(faults);
  return {
    kind,
    ...(isObject(spec) && { settings: { ...(name !== undefined && { name }), ...spec } }),
    fieldOf: (field) => (field === 'name' && !(isObject(spec) && Object.hasOwn(spec, 'name')) ? 'metadata.name' : `spec.${field}`),
  };
}
