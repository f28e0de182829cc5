import { didYouMean, type FieldFault } from '../faults';
import type { Installation } from '../installation';

/** A waiver names an existing port, by its name in the catalogue. */
export function checkWaivers({ settings, catalogue }: Installation): readonly FieldFault[] {
  const names = catalogue.ports.map(({ name }) => name);
  return settings.waivers.flatMap(({ port }, index): FieldFault[] =>
    port === undefined || names.includes(port)
      ? []
      : [{ path: ['waivers', index, 'port'], message: `'${port}': no port of BlueMind ${settings.release} has this name${didYouMean(port, names)}` }],
  );
}
