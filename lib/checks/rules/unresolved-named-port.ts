import { formatReference, policiesAtWork, resolvedServices } from '../../reachability';
import type { Rule } from '../finding';
import { concerning } from '../own-faults';

/** A port by name that no pod declares: in a Service it has no target, in a policy it allows nothing. */
export const unresolvedNamedPort: Rule = {
  name: 'unresolved-named-port',
  severity: 'error',
  why: 'Kubernetes looks up the name among the ports that the containers of each pod declare; an undeclared name means no port at all.',
  mend: 'Declare a container port with this name and protocol, or write the number.',
  check: (model, intent) =>
    concerning(intent, [
      ...resolvedServices(model).flatMap(({ service, ports }) =>
        ports.flatMap(({ problems }) =>
          problems.flatMap((problem) =>
            problem.kind === 'unresolved-port-name'
              ? [
                  {
                    message: `${formatReference(service.reference)} leads to port '${problem.name}', which ${problem.ends.map(({ title }) => title).join(', ')} does not declare.`,
                    object: service.reference,
                  },
                ]
              : [],
          ),
        ),
      ),
      ...policiesAtWork(model).flatMap(({ policy, rules }) =>
        rules.flatMap(({ names }) =>
          names
            .filter(({ declaredBy }) => declaredBy.length === 0)
            .map(({ pattern, missingIn }) => ({
              message: `${formatReference(policy.reference)} names port '${pattern.name}', which ${missingIn.length === 0 ? 'no pod exists to declare' : `${missingIn.map(({ end }) => end.title).join(', ')} does not declare`}, so the rule allows nothing.`,
              object: policy.reference,
              position: policy.locate(pattern.path),
            })),
        ),
      ),
    ]),
};
