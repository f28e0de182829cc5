import type { IConstruct } from 'constructs';
import type { Plan, PlannedEntry, PlannedExposure } from '../../plan/model';
import { named } from './named';

/** A port that an entry point opens to the outside. */
export type NetworkEntryPort = Pick<Extract<PlannedExposure, { readonly kind: 'exposed' }>, 'port' | 'number' | 'workload'>;

/** A way in from outside the cluster. */
export interface NetworkEntryPoint {
  readonly name: string;
  /** Its objects. */
  readonly objects: readonly Pick<PlannedEntry, 'kind' | 'name' | 'namespace'>[];
  readonly ports: readonly NetworkEntryPort[];
  /**
   * A port by its name.
   * @throws InputError with the existing names
   */
  port(name: string): NetworkEntryPort;
}

/** The entry points through which a port is exposed, by their names. */
export function networkEntryPoints(scope: IConstruct, { entries, exposures }: Plan): ReadonlyMap<string, NetworkEntryPoint> {
  const exposed = exposures.flatMap((exposure) => (exposure.kind === 'exposed' ? [exposure] : []));
  const names = [...new Set([...exposed, ...entries].map(({ entryPoint }) => entryPoint))].sort();
  return new Map(
    names.map((name) => {
      const ports = exposed.filter(({ entryPoint }) => entryPoint === name).map(({ port, number, workload }) => ({ port, number, workload }));
      const byName = new Map(ports.map((port) => [port.port, port]));
      return [
        name,
        {
          name,
          objects: entries
            .filter(({ entryPoint }) => entryPoint === name)
            .map((entry) => ({ kind: entry.kind, name: entry.name, namespace: entry.namespace })),
          ports,
          port: (wanted) => named(scope, `port of entry point '${name}'`, wanted, byName),
        },
      ];
    }),
  );
}
