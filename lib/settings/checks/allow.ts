import { isNetworkPort } from '../../catalogue';
import { didYouMean, type FieldFault } from '../faults';
import type { Installation } from '../installation';

/** Further peers can only be admitted to ports that are reached over the network. */
export function checkAllow({ settings, catalogue }: Installation): readonly FieldFault[] {
  const names = catalogue.ports.filter(isNetworkPort).map(({ name }) => name);
  return Object.entries(settings.allow).flatMap(([name, { ports }]) =>
    ports.flatMap((port, index): FieldFault[] => {
      if (names.includes(port)) return [];
      const loopback = catalogue.ports.some((other) => other.name === port);
      const why = loopback
        ? 'listens only on 127.0.0.1, so nobody can be admitted'
        : `no port of BlueMind ${settings.release} has this name${didYouMean(port, names)}`;
      return [{ path: ['allow', name, 'ports', index], message: `'${port}': ${why}` }];
    }),
  );
}
