import type { AdmissionServer } from '../../plan/model';
import { literal } from './cel';
import type { Validation, Variable } from './rule';

/**
 * Data of servers for expressions: `variables.servers` is a list of maps, each with the name, the namespace, and the requested fields. Each server is a
 * variable of its own, so that a diff shows a change of one server.
 */
export const serverVariables = <Server extends AdmissionServer>(
  servers: readonly Server[],
  facts: (server: Server) => Readonly<Record<string, unknown>>,
): readonly Variable[] => [
  ...servers.map((server) => ({
    name: variableName(server),
    expression: literal({ name: server.name, namespace: server.namespace, ...facts(server) }),
  })),
  {
    name: 'servers',
    expression: `[${servers.map((server) => `variables.${variableName(server)}`).join(', ')}].filter(server, server.namespace == request.namespace)`,
  },
];

const variableName = ({ name }: AdmissionServer): string => `server_${name.replaceAll('-', '_')}`;

/** No server may have a property; the variable lists those that have it, and the message names them after its first words. */
export function noneMay(name: string, isSo: string, before: string, after: string): { readonly variable: Variable; readonly validation: Validation } {
  return {
    variable: { name, expression: `variables.servers.filter(server, ${isSo}).map(server, server.name)` },
    validation: {
      expression: `variables.${name}.size() == 0`,
      messageExpression: `${literal(before)} + variables.${name}.join(', ') + ${literal(after)}`,
    },
  };
}
