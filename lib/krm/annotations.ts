import { isObject, ownMember } from '../reachability';

const prefix = 'internal.config.kubernetes.io/';

/** The annotations by which an orchestrator recognises an object. */
const orchestratorsOwn: readonly string[] = [prefix, 'config.kubernetes.io/', 'config.k8s.io/', 'kustomize.config.k8s.io/'];

/** The place of an object: its file, and its number among the objects there. */
export interface FilePlace {
  readonly path: string;
  readonly index?: number;
}

/** The annotations that tell an orchestrator the file of an object, and the place in it. */
export const placeAnnotations = ({ path, index }: Required<FilePlace>): Readonly<Record<string, string>> => ({
  [`${prefix}path`]: path,
  [`${prefix}index`]: String(index),
});

/** What the orchestrator wrote to an object. */
export const orchestratorsAnnotations = (value: unknown): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(annotationsOf(value)).filter(([key]) => orchestratorsOwn.some((start) => key.startsWith(start))));

/** The place of an object from the annotations of the orchestrator; the second name of each annotation is that of older versions. */
export function filePlaceOf(value: unknown): FilePlace | undefined {
  const said = (name: string): string | undefined =>
    [prefix, 'config.kubernetes.io/'].map((start) => ownMember(annotationsOf(value), `${start}${name}`)).find((one) => typeof one === 'string');
  const path = said('path');
  const index = Number(said('index') ?? Number.NaN);
  return path === undefined ? undefined : { path, ...(Number.isInteger(index) && { index }) };
}

function annotationsOf(value: unknown): Readonly<Record<string, unknown>> {
  const annotations = ownMember(ownMember(value, 'metadata'), 'annotations');
  return isObject(annotations) ? annotations : {};
}
