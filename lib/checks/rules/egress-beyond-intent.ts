import { difference, formatPorts } from '../../reachability';
import { destinationsFor, intendedEgress } from '../access/destinations';
import type { Rule } from '../finding';

/** Pods with restricted egress connect to no other destination. */
export const egressBeyondIntent: Rule = {
  name: 'egress-beyond-intent',
  setting: ['egress'],
  severity: 'error',
  why: 'An attacker who controls the server can attack other hosts from it, or send mail anywhere.',
  mend: 'Take the destination or port out of the rule that admits it, or name it with a reason under `egress.destinations`.',
  check: (model, intent) => {
    const egress = intent.plan?.egress ?? [];
    if (egress.length === 0) return [];
    return intent.pods
      .filter(({ group }) => !group.hostNetwork)
      .flatMap(({ name, group, workload }) =>
        destinationsFor(model, intent).flatMap((destination) => {
          const { allow, deny } = model.evaluator.outcome('egress', group, destination.party);
          const statements = egress.filter((statement) => statement.workload === name);
          const beyond = difference(difference(allow, deny), intendedEgress(statements, destination));
          return beyond.length === 0
            ? []
            : [
                {
                  message: `The pods of ${workload.title} may connect to ${destination.title} on ${formatPorts(beyond)}, although the settings do not allow it.`,
                  object: workload.reference,
                  related: model.evaluator.captures('egress', group).map(({ policy }) => policy.reference),
                },
              ];
        }),
      );
  },
};
