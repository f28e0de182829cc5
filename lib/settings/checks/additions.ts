import { type Catalogue, catalogues, formatNumbers, isNetworkPort, lastNumber, type Port } from '../../catalogue';
import { didYouMean, type FieldFault } from '../faults';
import type { Installation } from '../installation';

/** Your own ports, components and connections must follow the same rules as the rows of the catalogue. */
export const checkAdditions = (installation: Installation): readonly FieldFault[] => [
  ...checkOwnComponents(installation),
  ...checkOwnPorts(installation),
  ...checkOwnConnections(installation),
];

const nameOf = ({ name }: { readonly name: string }): string => name;

/** Why a name cannot be used; undefined if it can. `kind` says what has the name. */
function whyNot(name: string, kind: string, known: readonly { readonly name: string }[], earlier: readonly { readonly name: string }[]) {
  // Tables use these names as keys, and every JavaScript object already has a member of this name.
  if (name in {}) return `'${name}' is a reserved name; choose another`;
  return [...known, ...earlier].some((other) => other.name === name) ? `'${name}': a ${kind}of this name exists already; choose another` : undefined;
}

const unknownComponent = (name: string, { components }: Catalogue): string =>
  `'${name}': no component has this name${didYouMean(name, components.map(nameOf))}`;

const hasComponent = (name: string, { components }: Catalogue): boolean => components.some((component) => component.name === name);

function checkOwnComponents({ settings, catalogue }: Installation): readonly FieldFault[] {
  const { components } = settings.additions;
  const roles = catalogue.roles.map(nameOf);
  return components.flatMap(({ name, role }, index): FieldFault[] => {
    const path = ['additions', 'components', index];
    const taken = whyNot(name, 'component', catalogues[settings.release].components, components.slice(0, index));
    const faults: FieldFault[] = taken === undefined ? [] : [{ path: [...path, 'name'], message: taken }];
    if (role !== undefined && !roles.includes(role))
      faults.push({ path: [...path, 'role'], message: `'${role}': BlueMind ${settings.release} has no such server role${didYouMean(role, roles)}` });
    return faults;
  });
}

function checkOwnPorts({ settings, catalogue }: Installation): readonly FieldFault[] {
  const { ports } = settings.additions;
  return ports.flatMap((port, index): FieldFault[] => {
    const path = ['additions', 'ports', index];
    const taken = whyNot(port.name, 'port', catalogues[settings.release].ports, ports.slice(0, index)) ?? nameWithinRange(port, catalogue);
    const faults: FieldFault[] = taken === undefined ? [] : [{ path: [...path, 'name'], message: taken }];
    if (!hasComponent(port.component, catalogue)) faults.push({ path: [...path, 'component'], message: unknownComponent(port.component, catalogue) });
    if (port.endNumber !== undefined && port.endNumber <= port.number)
      faults.push({ path: [...path, 'endNumber'], message: `${port.endNumber}: expected a number above ${port.number}, the first of the range` });
    else if (lastNumber(port) - port.number >= 100)
      faults.push({ path: [...path, 'endNumber'], message: `${formatNumbers(port)}: a Service lists each port of a range; expected at most 100` });
    return faults;
  });
}

/** A Service names each port of a range after the range and the number. */
function nameWithinRange({ name, component }: Pick<Port, 'name' | 'component'>, { ports }: Catalogue): string | undefined {
  const range = ports.find((other) => {
    if (other.component !== component || other.endNumber === undefined || !name.startsWith(`${other.name}-`)) return false;
    const number = Number(name.slice(other.name.length + 1));
    return other.number <= number && number <= other.endNumber;
  });
  return range && `'${name}': range '${range.name}' (${formatNumbers(range)}) has a port of this name in the same Service; choose another`;
}

function checkOwnConnections({ settings, catalogue }: Installation): readonly FieldFault[] {
  return settings.additions.connections.flatMap(({ from, to, port }, index): FieldFault[] => {
    const path = ['additions', 'connections', index];
    const ends = { from, to };
    const faults: FieldFault[] = Object.entries(ends).flatMap(([end, name]) =>
      hasComponent(name, catalogue) ? [] : [{ path: [...path, end], message: unknownComponent(name, catalogue) }],
    );
    const listening = catalogue.ports.filter((other) => other.component === to && isNetworkPort(other)).map(nameOf);
    if (hasComponent(to, catalogue) && !listening.includes(port))
      faults.push({ path: [...path, 'port'], message: `'${port}': ${to} listens on no port of this name${didYouMean(port, listening)}` });
    return faults;
  });
}
