import type { Fault } from '../base/faults';
import { formatFault } from '../base/faults';
import { printable } from '../base/printable';
import type { Finding } from '../checks';
import { type ObjectReference, ownMember } from '../reachability';
import { formatPath } from '../settings';
import { type FilePlace, filePlaceOf } from './annotations';
import type { Item } from './resource-list';

/** A message of a function about an object, in the form of the KRM functions specification. */
export interface Result {
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** The object that it is about. */
  readonly resourceRef?: Pick<ObjectReference, 'apiVersion' | 'kind' | 'namespace' | 'name'>;
  /** The field that it is about, as a path with dots. */
  readonly field?: { readonly path: string };
  /** The file from which the orchestrator read the object, if the annotations of the object name it. */
  readonly file?: FilePlace;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Results for faults in the configuration of a function. @param fieldOf the path of a field of the settings in it */
export const configResult = (config: Item | undefined, { field, message }: Fault, fieldOf: (field: string) => string): Result => ({
  message: printable(field === undefined ? message : `${fieldOf(field)}: ${message}`),
  severity: 'error',
  ...(config && placed(config.value)),
  ...(field !== undefined && { field: { path: fieldOf(field) } }),
});

/** Results for faults of the input as a whole. */
export const faultResult = (fault: Fault): Result => ({ message: printable(formatFault(fault)), severity: 'error' });

/** Results for findings in the items. */
export function findingResult({ message, mend, rule, severity, waived, object, setting }: Finding, items: readonly Item[]): Result {
  const item = object && items.find(({ value }) => isMeant(value, object));
  return {
    // Orchestrators print it unchanged.
    message: printable(waived ? `${message} Waived until ${waived.until}: ${waived.reason}` : `${message} ${mend}`),
    severity: waived ? 'info' : severity,
    ...(item ? placed(item.value) : object && { resourceRef: referenceOf(object) }),
    tags: { rule, ...(setting && { setting: formatPath(setting) }) },
  };
}

const isMeant = (value: unknown, { apiVersion, kind, namespace, name }: ObjectReference): boolean => {
  const metadata = ownMember(value, 'metadata');
  return (
    ownMember(value, 'apiVersion') === apiVersion &&
    ownMember(value, 'kind') === kind &&
    ownMember(metadata, 'name') === name &&
    (namespace === undefined || (ownMember(metadata, 'namespace') ?? 'default') === namespace)
  );
};

const referenceOf = ({ apiVersion, kind, namespace, name }: Pick<ObjectReference, 'apiVersion' | 'kind' | 'namespace' | 'name'>) => ({
  apiVersion,
  kind,
  ...(namespace !== undefined && { namespace }),
  name,
});

/** Which object it is, and its place. */
function placed(value: unknown): Pick<Result, 'resourceRef' | 'file'> {
  const metadata = ownMember(value, 'metadata');
  const [apiVersion, kind] = [text(ownMember(value, 'apiVersion')), text(ownMember(value, 'kind'))];
  const [name, namespace] = [text(ownMember(metadata, 'name')), text(ownMember(metadata, 'namespace'))];
  const file = filePlaceOf(value);
  return {
    ...(apiVersion !== undefined &&
      kind !== undefined &&
      name !== undefined && { resourceRef: { apiVersion, kind, ...(namespace !== undefined && { namespace }), name } }),
    ...(file && { file }),
  };
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
