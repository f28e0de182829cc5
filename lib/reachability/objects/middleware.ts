import { descend, type Field, items, member, text } from '../input/fields';
import type { Manifest } from '../input/manifest';
import { has } from './checks';

/** A Middleware of Traefik, with the fields that decide whether a request without TLS is forwarded. */
export interface MiddlewareObject {
  /** `namespace/name`. */
  readonly name: string;
  /** Whether it redirects HTTP requests to HTTPS. */
  readonly redirects: boolean;
  /** The Middlewares of a chain, as `namespace/name`. */
  readonly chain: readonly string[];
}

/** Reads a Middleware. */
export function middlewareOf({ reference }: Manifest, root: Field): MiddlewareObject {
  const spec = member(root, 'spec');
  const namespace = reference.namespace ?? 'default';
  const scheme = text(descend(spec, 'redirectScheme', 'scheme'));
  const replacement = has(spec, 'redirectRegex') ? text(descend(spec, 'redirectRegex', 'replacement')) : undefined;
  return {
    name: `${namespace}/${reference.name}`,
    redirects: scheme === 'https' || replacement?.startsWith('https://') === true,
    chain: namesOf(descend(spec, 'chain', 'middlewares'), namespace),
  };
}

/** Middlewares that a route or chain names, as `namespace/name`. */
export const namesOf = (field: Field, namespace: string): readonly string[] =>
  items(field).flatMap((item) => {
    const name = text(member(item, 'name'));
    return name === undefined ? [] : [`${text(member(item, 'namespace')) ?? namespace}/${name}`];
  });
