import type { Model } from './model/model';
import type { PodGroup } from './model/parties';
import { resolvedServices } from './paths/services';
import type { Protocol } from './sets/ports';

/** A port of pods by name; a range has a name for each of its numbers. */
export interface NamedPort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
}

/** The names of ports of pods in containers, and those of Service ports that lead to them. */
export const namedPortsOf = (model: Model, group: PodGroup): readonly NamedPort[] => [
  ...group.ports.flatMap(({ name, protocol, port }) => (name === undefined ? [] : [{ name, protocol, port }])),
  ...resolvedServices(model).flatMap(({ ports }) =>
    ports.flatMap(({ port: { name }, backends }) =>
      backends.flatMap((backend) =>
        name !== undefined && backend.kind === 'pods' && backend.end.groups.includes(group)
          ? [{ name, protocol: backend.protocol, port: backend.port }]
          : [],
      ),
    ),
  ),
];
