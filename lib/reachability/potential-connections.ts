import { imaginedConnections } from './changes/imagined-ends';
import type { Connection, ConnectionOptions } from './connections';
import { onPorts } from './evaluation/connectivity';
import type { Model, PodEnd } from './model/model';
import type { Direction } from './policies/policy';

/**
 * What policies would admit from and to pods that are not given: any pod of any namespace, and pods with the labels that a rule requires. In the order of the
 * workloads, incoming connections first.
 */
export const potentialConnections = (
  model: Model,
  { from = () => true, to = () => true, either = () => true, ports }: ConnectionOptions = {},
): readonly Connection[] =>
  imaginedConnections(model, model).flatMap((connection) => {
    const { source, destination } = connection;
    if (!from(source) || !to(destination) || !(either(source) || either(destination))) return [];
    const limited = ports ? { ...connection, ...onPorts(connection, ports(destination)) } : connection;
    return limited.allowed.length + limited.unknown.length > 0 ? [limited] : [];
  });

/** Workloads that no policy selects in a direction, with these directions. */
export const unprotectedEnds = (model: Model): readonly { readonly end: PodEnd; readonly directions: readonly Direction[] }[] =>
  model.ends.flatMap((end) => {
    const directions = (['ingress', 'egress'] as const).filter((direction) => model.evaluator.captures(direction, end.groups[0]).length === 0);
    return directions.length > 0 ? [{ end, directions }] : [];
  });
