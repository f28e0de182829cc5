import { formatReference, hasPort, policiesAtWork, resolvedServices } from '../../reachability';
import type { Rule } from '../finding';

/** A policy that names the port of a Service where it should name that of the pods. */
export const servicePortInPolicy: Rule = {
  name: 'service-port-in-policy',
  severity: 'error',
  why: 'Policies are judged after the Service has led the connection to the pod, so they must name the port of the pod.',
  mend: "Write the Service's target port in the policy.",
  check: (model) =>
    policiesAtWork(model).flatMap(({ policy, captured, rules }) =>
      rules
        .filter(({ direction }) => direction === 'ingress')
        .flatMap(({ rule }) => (rule.ports === 'all' ? [] : rule.ports.flatMap((pattern) => (pattern.kind === 'numbers' ? [pattern] : []))))
        .flatMap((pattern) =>
          resolvedServices(model).flatMap(({ service, ports }) =>
            ports.flatMap(({ port, backends }) => {
              const own = backends.filter((backend) => backend.kind === 'pods' && captured.some(({ end }) => end === backend.end));
              const isSingle = hasPort(pattern.ports, port.protocol, port.port) && pattern.ports.length === 1;
              const target = own[0]?.port;
              if (!isSingle || target === undefined || service.headless) return [];
              // Another Service may lead to this very port of the pods, or a container declare it: then it is the pod's port after all.
              const isPodPort =
                own.some((backend) => backend.port === port.port) ||
                captured.some(({ end }) =>
                  end.groups[0].ports.some((declared) => declared.port === port.port && declared.protocol === port.protocol),
                ) ||
                resolvedServices(model).some((other) =>
                  other.ports.some(({ backends: others }) =>
                    others.some(
                      (backend) => backend.kind === 'pods' && backend.port === port.port && captured.some(({ end }) => end === backend.end),
                    ),
                  ),
                );
              return isPodPort
                ? []
                : [
                    {
                      message: `${formatReference(policy.reference)} admits port ${port.port}, which is that of ${formatReference(service.reference)}; its pods listen on ${target}.`,
                      object: policy.reference,
                      position: policy.locate(pattern.path),
                      related: [service.reference],
                    },
                  ];
            }),
          ),
        ),
    ),
};
