import type { FieldFault } from '../../settings';
import type { EntryPointInput } from './entry-point';

/** Kinds of entry points whose objects can only refer to Services of their own namespace; a Service of type LoadBalancer or NodePort is in the namespace of its pods. */
const hasRoutes = ({ settings }: EntryPointInput): boolean => settings.type !== 'LoadBalancer' && settings.type !== 'NodePort';

const namespacesOf = ({ exposed }: EntryPointInput): readonly string[] => [...new Set(exposed.map(({ workload }) => workload.namespace))].sort();

/** The same entry point, but in the namespace of the pods to which it leads: its routes are in the namespace of the Services. */
export function inNamespaceOfPods<T extends EntryPointInput>(input: T): T {
  const [namespace] = namespacesOf(input);
  if (namespace === undefined || !hasRoutes(input)) return input;
  const { installation } = input;
  return { ...input, installation: { ...installation, settings: { ...installation.settings, namespace } } };
}

export function namespaceFaults(input: EntryPointInput): readonly FieldFault[] {
  const namespaces = namespacesOf(input);
  return hasRoutes(input) && namespaces.length > 1
    ? [
        {
          path: ['entryPoints', input.name],
          message: `routes to workloads in the namespaces ${namespaces.join(' and ')}, but its routes reach only Services of their own namespace; use one entry point for each namespace`,
        },
      ]
    : [];
}
