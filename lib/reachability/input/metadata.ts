import { ownMember } from './fields';
import type { Manifest } from './manifest';

/** A label or annotation in an object's metadata; undefined if there is none or it is not a text. */
export function metadataText({ value }: Pick<Manifest, 'value'>, part: 'labels' | 'annotations', key: string): string | undefined {
  const text = ownMember(ownMember(ownMember(value, 'metadata'), part), key);
  return typeof text === 'string' ? text : undefined;
}
