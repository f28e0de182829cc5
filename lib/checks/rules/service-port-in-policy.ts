import {
  type Backend,
  formatReference,
  hasPort,
  type Model,
  type PodEnd,
  type PolicyAtWork,
  type PortSet,
  policiesAtWork,
  type ResolvedService,
  resolvedServices,
  union,
} from '../../reachability';
import type { Rule } from '../finding';
import { graveness } from '../intent/intent';
import { concerning, type OwnFault } from '../own-faults';

/** A policy that names the port of a Service instead of the port of the pods. */
export const servicePortInPolicy: Rule = {
  name: 'service-port-in-policy',
  severity: 'error',
  why: 'Policies apply after the Service has sent the connection to the pod, so they must name the port of the pod.',
  mend: "Write the Service's target port in the policy.",
  check: (model, intent) =>
    concerning(
      intent,
      policiesAtWork(model)
        .filter(({ policy }) => graveness(intent, policy.reference) !== undefined)
        .flatMap((one) => mistaken(model, one)),
    ),
};

function mistaken(model: Model, { policy, captured, rules }: PolicyAtWork): readonly OwnFault[] {
  const ends = new Set(captured.map(({ end }) => end));
  const services = resolvedServices(model).filter(
    ({ service, ports }) => !service.headless && ports.some(({ backends }) => backends.some(leadsTo(ends))),
  );
  const single = rules
    .filter(({ direction }) => direction === 'ingress')
    .flatMap(({ rule }) => {
      const patterns = rule.ports === 'all' ? [] : rule.ports.flatMap((pattern) => (pattern.kind === 'numbers' ? [pattern] : []));
      const admitted = union(...patterns.map(({ ports }) => ports));
      return patterns.filter(({ ports }) => ports.length === 1).map((pattern) => ({ pattern, admitted }));
    });
  return single.flatMap(({ pattern, admitted }) =>
    services.flatMap(({ service, ports }) =>
      ports.flatMap(({ port, backends }) => {
        const target = backends.find(leadsTo(ends))?.port;
        const isMeant =
          hasPort(pattern.ports, port.protocol, port.port) &&
          target !== undefined &&
          // A port that is admitted anyway is not missing by mistake.
          !hasPort(admitted, port.protocol, target) &&
          !holdsPodPort(ends, services, pattern.ports);
        return isMeant
          ? [
              {
                message: `${formatReference(policy.reference)} admits port ${port.port}, which is that of ${formatReference(service.reference)}; its pods listen on ${target}.`,
                object: policy.reference,
                position: policy.locate(pattern.path),
                related: [service.reference],
              },
            ]
          : [];
      }),
    ),
  );
}

const leadsTo =
  (ends: ReadonlySet<PodEnd>) =>
  (backend: Backend): boolean =>
    backend.kind === 'pods' && ends.has(backend.end);

/** If a Service leads to a number in it, or a container declares one, it was written for ports of the pods. */
const holdsPodPort = (ends: ReadonlySet<PodEnd>, services: readonly ResolvedService[], admitted: PortSet): boolean =>
  services.some(({ ports }) =>
    ports.some(({ port, backends }) => backends.some((backend) => leadsTo(ends)(backend) && hasPort(admitted, port.protocol, backend.port))),
  ) || [...ends].some(({ groups }) => groups[0].ports.some((declared) => hasPort(admitted, declared.protocol, declared.port)));
