import type { FieldFault } from '../../settings';
import type { EntryPointInput } from './entry-point';

/** Kinds of entry points whose objects lead to Services of their own namespace alone; a Service of type LoadBalancer or NodePort lies beside its pods. */
const hasRoutes = ({ settings }: EntryPointInput): boolean => settings.type !== 'LoadBalancer' && settings.type !== 'NodePort';

const namespacesOf = ({ exposed }: EntryPointInput): readonly string[] => [...new Set(exposed.map(({ workload }) => workload.namespace))].sort();

/** The same entry point as that of the namespace in which it leads to pods: its routes lie beside the Services. */
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
