import type { IConstruct } from 'constructs';
import { InputError } from '../base/faults';
import { planFrom } from '../plan';
import type { Plan } from '../plan/model';

/**
 * The plan of props, whose faults name the construct.
 * @param namedById whether the name is the id of the construct, which faults of it then say
 * @throws InputError with every fault
 */
export function planAt(network: IConstruct, settings: unknown, namedById: boolean): Plan {
  try {
    return planFrom(settings);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.faults.map(({ message, ...fault }) => ({
        ...fault,
        construct: network.node.path,
        message: namedById && fault.field === 'name' ? `${message}; this is the id of the construct, since its props have no name` : message,
      })),
    );
  }
}
