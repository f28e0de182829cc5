import { isDeepStrictEqual } from 'node:util';
import type { Catalogue, Release } from './catalogue';
import type { Component, Connection } from './component';
import type { Port } from './port';

/** What an upgrade changes: facts of the two releases, not how well they are documented. */
export interface CatalogueDiff {
  readonly old: Release;
  readonly new: Release;
  readonly ports: Difference<Port>;
  readonly components: Difference<Component>;
  readonly connections: Difference<Connection>;
}

/** Rows that only one side has, and rows that both have but with differences. */
export interface Difference<Row> {
  readonly added: readonly Row[];
  readonly removed: readonly Row[];
  readonly changed: readonly Change<Row>[];
}

/** One row before and after. */
export interface Change<Row> {
  readonly old: Row;
  readonly new: Row;
  /** Names of the fields that differ, sorted. */
  readonly fields: readonly string[];
}

/** Fields that say where a fact is documented and how certain it is: these are not changes of BlueMind. */
const documentation = ['source', 'evidence', 'note', 'noteSource'];

/** Compares two catalogues: ports by name, in the order of their numbers; components by name; connections by source, destination and port. */
export const diffCatalogues = (before: Catalogue, after: Catalogue): CatalogueDiff => ({
  old: before.release,
  new: after.release,
  ports: difference(before.ports, after.ports, ({ name }) => name, byNumber),
  components: difference(before.components, after.components, ({ name }) => name),
  connections: difference(before.connections, after.connections, ({ from, to, port }) => `${from} ${to} ${port}`),
});

const byNumber = (a: Port, b: Port): number => a.number - b.number;

function difference<Row extends object>(
  before: readonly Row[],
  after: readonly Row[],
  keyOf: (row: Row) => string,
  order: (a: Row, b: Row) => number = () => 0,
): Difference<Row> {
  const sort = (rows: readonly Row[]) => [...rows].sort((a, b) => order(a, b) || (keyOf(a) < keyOf(b) ? -1 : 1));
  const old = new Map(before.map((row) => [keyOf(row), row]));
  const kept = new Set(after.map(keyOf));
  return {
    added: sort(after.filter((row) => !old.has(keyOf(row)))),
    removed: sort(before.filter((row) => !kept.has(keyOf(row)))),
    changed: sort(after).flatMap((row) => {
      const earlier = old.get(keyOf(row));
      const fields = earlier ? differentFields(earlier, row) : [];
      return earlier && fields.length > 0 ? [{ old: earlier, new: row, fields }] : [];
    }),
  };
}

function differentFields(before: object, after: object): readonly string[] {
  const old = new Map<string, unknown>(Object.entries(before));
  const now = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => !documentation.includes(field) && !isDeepStrictEqual(old.get(field), now.get(field)))
    .sort();
}
