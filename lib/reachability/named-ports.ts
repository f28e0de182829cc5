import type { Model } from './model/model';
import type { PodGroup } from './model/parties';
import { resolvedServices } from './paths/services';
import type { Protocol } from './sets/ports';

/** A port of pods, by what it is called; a range has a name for each of its numbers. */
export interface NamedPort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
}

/** The names that containers give to ports of pods, and those that Services give to what they lead there. */
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
