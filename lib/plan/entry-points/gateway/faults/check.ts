import { didYouMean, type FieldFault, type FieldPath } from '../../../../settings';
import type { GatewayInput, Handling, RoutedPort } from '../routed-ports';

/** Looks for one kind of fault in the settings of a Gateway. */
export type Check = (input: GatewayInput, routed: readonly RoutedPort[]) => readonly FieldFault[];

export const at = ({ name }: GatewayInput, ...path: FieldPath): FieldPath => ['entryPoints', name, ...path];

/** One fault if something was found, else none. */
export const when = (found: boolean, path: FieldPath, message: string): readonly FieldFault[] => (found ? [{ path, message }] : []);

/** Names of the ports, each once. */
export const namesOf = (routed: readonly RoutedPort[]): readonly string[] => [...new Set(routed.map(({ port }) => port))];

export const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** The ports that are handled in one of these ways. */
export const using = (routed: readonly RoutedPort[], ...used: readonly Handling[]): readonly RoutedPort[] =>
  routed.filter(({ handling }) => used.includes(handling));

export const notExposed = ({ name }: GatewayInput, port: string, names: readonly string[]): string =>
  `'${port}' is not exposed through '${name}'${didYouMean(port, names)}; expose it there or remove this line`;
