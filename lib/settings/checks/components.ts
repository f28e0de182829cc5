import type { Component } from '../../catalogue';
import { didYouMean, type FieldFault, type FieldPath, listWords } from '../faults';
import type { Installation } from '../installation';
import type { WorkloadSettings } from '../schema/settings';
import { isNamedBy, workloadMap } from '../workloads';

type WorkloadMap = Readonly<Record<string, WorkloadSettings>>;

/** Workloads name existing components and roles, and each component runs in one workload. */
export function checkComponents(installation: Installation): readonly FieldFault[] {
  const map = workloadMap(installation.catalogue, installation.settings);
  const unknown = Object.entries(map).flatMap(([name, workload]) => unknownNames(installation, name, workload));
  return [
    ...unknown,
    // A mistyped component counts as missing, too; after the correction perhaps none is missing.
    ...(unknown.length > 0 ? [] : homelessComponents(installation, map)),
    ...sharedComponents(installation, map),
  ];
}

function unknownNames({ catalogue, settings }: Installation, name: string, { components, roles }: WorkloadSettings): readonly FieldFault[] {
  const path = ['workloads', name];
  if (!components && !roles)
    return [{ path, message: "names neither components nor roles; list what runs in it, such as 'roles: [smtp]' or 'components: all'" }];
  const unknown = (field: string, what: string, names: readonly string[], known: readonly string[]): readonly FieldFault[] =>
    names.flatMap((one, index) =>
      known.includes(one)
        ? []
        : [{ path: [...path, field, index], message: `'${one}': BlueMind ${settings.release} has no such ${what}${didYouMean(one, known)}` }],
    );
  return [
    ...unknown('components', 'component', namesOf(components), catalogue.components.map(nameOf)),
    ...unknown('roles', 'server role', namesOf(roles), catalogue.roles.map(nameOf)),
  ];
}

const nameOf = ({ name }: { readonly name: string }): string => name;

const namesOf = (names: 'all' | readonly string[] | undefined): readonly string[] => (names === undefined || names === 'all' ? [] : names);

/** Components that settings assign to workloads; the others run beside these. */
const placedComponents = ({ catalogue }: Installation): readonly Component[] =>
  catalogue.components.filter(({ placement }) => placement.kind === 'role' || placement.kind === 'listed');

const homesOf = (component: Component, map: WorkloadMap): readonly string[] =>
  Object.entries(map).flatMap(([name, workload]) => (isNamedBy(workload, component) ? [name] : []));

/** One fault for each role, since people add and forget whole roles. An edge server does not replace the servers inside. */
function homelessComponents(installation: Installation, map: WorkloadMap): readonly FieldFault[] {
  const homeless = placedComponents(installation).filter((component) => homesOf(component, map).every((home) => map[home]?.kind === 'edge'));
  const roles = new Set(homeless.map(roleOf));
  return [...roles].map((role) => {
    const names = homeless.filter((component) => roleOf(component) === role).map(nameOf);
    const [what, them] = names.length === 1 ? [`component ${listWords(names)} is`, 'it'] : [`components ${listWords(names)} are`, 'them'];
    return { path: ['workloads'], message: `${what} in no workload; add ${them}${role === undefined ? '' : `, or role '${role}',`} to one` };
  });
}

const roleOf = ({ placement }: Component): string | undefined => (placement.kind === 'role' ? placement.role : undefined);

/**
 * One fault for each place that repeats components: an item of a list, or a whole workload if its components come from roles or from `all`. Of workloads that run
 * the same components only one may be `single`, so that an accidental repetition is noticed.
 */
function sharedComponents(installation: Installation, map: WorkloadMap): readonly FieldFault[] {
  const places = new Map<string, { readonly first: string; readonly path: FieldPath; readonly names: string[] }>();
  for (const component of placedComponents(installation)) {
    const [first, ...others] = homesOf(component, map).filter((home) => map[home]?.kind === 'single');
    if (first === undefined) continue;
    for (const workload of others) {
      const path = placeOf(component, workload, map);
      const key = JSON.stringify([first, path]);
      const place = places.get(key) ?? { first, path, names: [] };
      places.set(key, place);
      place.names.push(component.name);
    }
  }
  return [...places.values()].map(({ first, path, names }) => {
    const what = names.length === 1 ? `component ${listWords(names)} is` : `components ${listWords(names)} are`;
    return { path, message: `${what} in workload '${first}' too; a component runs in one, unless the others are of kind 'one-of-several'` };
  });
}

function placeOf({ name }: Component, workload: string, map: WorkloadMap): FieldPath {
  const index = namesOf(map[workload]?.components).indexOf(name);
  return index < 0 ? ['workloads', workload] : ['workloads', workload, 'components', index];
}
