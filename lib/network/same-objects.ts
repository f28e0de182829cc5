import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

const objectsIn = (scope: IConstruct): readonly ApiObject[] => scope.node.findAll().filter(ApiObject.isApiObject);

/** The objects of a scope by their identity for the API server. */
export const objectNames = (scope: IConstruct): readonly string[] =>
  objectsIn(scope).map(({ kind, apiGroup, metadata: { namespace, name } }) =>
    [apiGroup === 'core' ? kind : `${kind}.${apiGroup}`, namespace === undefined ? name : `${namespace}/${name}`].join(' '),
  );

/** Objects that differ between two scopes of the same settings, or that only one of them has. */
export function changedObjects(scope: IConstruct, asMade: IConstruct): readonly string[] {
  const texts = (of: IConstruct) => new Map(objectNames(of).map((name, index) => [name, JSON.stringify(objectsIn(of)[index]?.toJson())]));
  const [found, made] = [texts(scope), texts(asMade)];
  return [...new Set([...found.keys(), ...made.keys()])].filter((name) => found.get(name) !== made.get(name));
}
