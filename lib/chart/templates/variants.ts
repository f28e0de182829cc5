import { renderObjects } from '../../constructs';
import { makePlan } from '../../plan';
import { type ResolvedSettings, resolveInstallation } from '../../settings';
import { notesFile, notesOf } from '../notes';
import type { ChartValue } from '../values/chart-value';
import { isObject, type Json, toJson } from './json';
import { type Marker, templateOf } from './markers';
import type { Template } from './template';

/** Something that the chart renders: an object in a file in templates/, or a line of the notes. */
export interface RenderedThing {
  /** Its identity, by which it is found in other variants. */
  readonly id: string;
  readonly file: string;
  readonly template: Template;
}

/** The results of one combination of cases, by id; the number of the case for each of the chart's values. */
export type RenderVariant = (cases: readonly number[]) => ReadonlyMap<string, RenderedThing>;

/** Renders the installation in every requested combination of cases, each once. */
export function variantRenderer(settings: ResolvedSettings, values: readonly ChartValue[]): RenderVariant {
  const toThing = thingReader(values.flatMap(({ markers }) => markers));
  const variants = new Map<string, ReadonlyMap<string, RenderedThing>>();

  const renderAnew = (cases: readonly number[]): readonly RenderedThing[] => {
    const changed = values.reduce((current, value, index) => value.cases[cases[index] ?? 0]?.apply(current) ?? current, settings);
    const things = thingsOf(changed).map(toThing);
    const removing = values.findIndex((value, index) => value.cases[cases[index] ?? 0]?.removesOnly);
    if (removing < 0) return things;
    const others = render(cases.with(removing, values[removing]?.initialCase ?? 0));
    return things.map((thing) => (thing.file === notesFile ? thing : (others.get(thing.id) ?? thing)));
  };

  const render: RenderVariant = (cases) => {
    const relevant = withoutIrrelevant(cases, values);
    const key = relevant.join();
    const variant = variants.get(key) ?? new Map(renderAnew(relevant).map((thing) => [thing.id, thing]));
    variants.set(key, variant);
    return variant;
  };
  return render;
}

/** If an entry point is turned off, its other values do not matter. */
function withoutIrrelevant(cases: readonly number[], values: readonly ChartValue[]): readonly number[] {
  const off = values.filter((value, index) => value.cases[cases[index] ?? 0]?.name === 'off').map(({ entryPoint }) => entryPoint);
  return values.map((value, index) => {
    const number = cases[index] ?? 0;
    return off.includes(value.entryPoint) && value.cases[number]?.name !== 'off' ? value.initialCase : number;
  });
}

/** An object, or a line of the notes with its id, with markers instead of values. */
interface MarkedThing {
  readonly file: string;
  readonly value: Json;
  /** @default - derived from the object */
  readonly id?: string;
}

function thingsOf(settings: ResolvedSettings): readonly MarkedThing[] {
  const { plan } = makePlan(resolveInstallation(settings));
  const objects = renderObjects(plan).flatMap(({ file, objects }) => objects.map((object) => ({ file, value: toJson(object) })));
  return [...objects, ...notesOf(plan).map(({ id, text }) => ({ id, file: notesFile, value: text }))];
}

/** Reads each object once: most objects are the same in all variants. */
function thingReader(markers: readonly Marker[]): (thing: MarkedThing) => RenderedThing {
  const read = new Map<string, RenderedThing>();
  return ({ file, value, id = idOf(value) }) => {
    const key = JSON.stringify([id, value]);
    const thing = read.get(key) ?? { id, file, template: templateOf(value, markers) };
    read.set(key, thing);
    return thing;
  };
}

/** Kind, namespace and name: another version of an object is the same object. */
function idOf(object: Json): string {
  const { kind = null, metadata = null } = isObject(object) ? object : {};
  const { namespace = null, name = null } = isObject(metadata) ? metadata : {};
  return JSON.stringify([kind, namespace, name]);
}
