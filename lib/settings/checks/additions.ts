import { catalogues, formatNumbers, lastNumber } from '../../catalogue';
import { didYouMean, type FieldFault } from '../faults';
import type { Installation } from '../installation';

/** Ports, components and connections of one's own must fit the catalogue as its own rows do. */
export function checkAdditions({ settings, catalogue }: Installation): readonly FieldFault[] {
  const known = catalogues[settings.release];
  const { ports, components, connections } = settings.additions;
  const componentNames = catalogue.components.map(({ name }) => name);
  const unknownComponent = (name: string) => `'${name}': no component has this name${didYouMean(name, componentNames)}`;
  const repeats = (list: readonly { readonly name: string }[], index: number, name: string) =>
    list.slice(0, index).some((other) => other.name === name);

  return [
    ...components.flatMap(({ name, role }, index): FieldFault[] => {
      const path = ['additions', 'components', index];
      const faults: FieldFault[] = [];
      if (known.components.some((other) => other.name === name) || repeats(components, index, name))
        faults.push({ path: [...path, 'name'], message: `'${name}': a component of this name stands already; choose another` });
      if (role !== undefined && !catalogue.roles.some((other) => other.name === role))
        faults.push({
          path: [...path, 'role'],
          message: `'${role}': BlueMind ${known.release} has no such server role${didYouMean(
            role,
            catalogue.roles.map((other) => other.name),
          )}`,
        });
      return faults;
    }),
    ...ports.flatMap((port, index): FieldFault[] => {
      const path = ['additions', 'ports', index];
      const faults: FieldFault[] = [];
      if (known.ports.some((other) => other.name === port.name) || repeats(ports, index, port.name))
        faults.push({ path: [...path, 'name'], message: `'${port.name}': a port of this name stands already; choose another` });
      if (!componentNames.includes(port.component)) faults.push({ path: [...path, 'component'], message: unknownComponent(port.component) });
      if (port.endNumber !== undefined && port.endNumber <= port.number)
        faults.push({ path: [...path, 'endNumber'], message: `${port.endNumber}: expected a number above ${port.number}, where the range begins` });
      else if (lastNumber(port) - port.number >= 100)
        faults.push({ path: [...path, 'endNumber'], message: `${formatNumbers(port)}: a Service lists each port of a range; expected at most 100` });
      return faults;
    }),
    ...connections.flatMap(({ from, to, port }, index): FieldFault[] => {
      const path = ['additions', 'connections', index];
      const faults: FieldFault[] = [];
      for (const [end, name] of [
        ['from', from],
        ['to', to],
      ] as const)
        if (!componentNames.includes(name)) faults.push({ path: [...path, end], message: unknownComponent(name) });
      const listening = catalogue.ports.filter(({ component, audience }) => component === to && audience !== 'loopback').map(({ name }) => name);
      if (componentNames.includes(to) && !listening.includes(port))
        faults.push({ path: [...path, 'port'], message: `'${port}': ${to} listens on no port of this name${didYouMean(port, listening)}` });
      return faults;
    }),
  ];
}
