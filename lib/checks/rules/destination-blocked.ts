import { difference, formatPorts } from '../../reachability';
import { intendedEgress, plannedDestinations } from '../access/destinations';
import type { Rule } from '../finding';

/** Pods with restricted egress reach the destinations that the settings name. */
export const destinationBlocked: Rule = {
  name: 'destination-blocked',
  setting: ['egress'],
  severity: 'error',
  why: 'Mail is not delivered, or BlueMind cannot use a service outside the installation.',
  mend: 'Admit the destination in the egress policies of these pods; the settings render what is needed.',
  check: (model, intent) =>
    intent.pods
      .filter(({ group }) => !group.hostNetwork)
      .flatMap(({ name, group, workload }) => {
        const statements = (intent.plan?.egress ?? []).filter((statement) => statement.workload === name);
        return plannedDestinations(model, statements).flatMap((destination) => {
          const { allow } = model.evaluator.outcome('egress', group, destination.party);
          const blocked = difference(intendedEgress(statements, destination), allow);
          return blocked.length === 0
            ? []
            : [
                {
                  message: `The pods of ${workload.title} cannot connect to ${destination.title} on ${formatPorts(blocked)}, although the settings allow it.`,
                  object: workload.reference,
                  related: model.evaluator.captures('egress', group).map(({ policy }) => policy.reference),
                },
              ];
        });
      }),
};
