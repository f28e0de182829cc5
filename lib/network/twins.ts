import type { IConstruct } from 'constructs';
import { InputError } from '../base/faults';
import type { Plan } from '../plan/model';
import { objectNames } from './same-objects';

/** A network in the tree of an app. */
interface NetworkInTree extends IConstruct {
  readonly plan: Plan;
}

/** Two networks of one name in one namespace would each treat the other's objects and pods as its own. */
export function refuseTwins(network: NetworkInTree, others: readonly NetworkInTree[]): void {
  const { installation, namespace } = network.plan;
  const twin = others.find(({ plan }) => plan.installation === installation && plan.namespace === namespace);
  if (!twin) return;
  const message = `is installation '${installation}' in namespace '${namespace}', and '${twin.node.path}' is too; give one another name or namespace`;
  throw new InputError([{ construct: network.node.path, message }]);
}

/** The one that is applied last would replace the object of the other. */
export function refuseSameObjects(network: NetworkInTree, others: readonly NetworkInTree[]): void {
  const own = new Set(objectNames(network));
  const faults = others.flatMap((other) => {
    const same = objectNames(other).filter((name) => own.has(name));
    const more = same.length > 3 ? ` and ${same.length - 3} more` : '';
    if (same.length === 0) return [];
    const message = `has objects of the same names as '${other.node.path}': ${same.slice(0, 3).join(', ')}${more}; give one another namePrefix or namespace`;
    return [{ construct: network.node.path, message }];
  });
  if (faults.length > 0) throw new InputError(faults);
}
