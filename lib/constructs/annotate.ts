import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Plan } from '../plan/model';
import { syncWaveOf } from './sync-waves';

/** Gives every object of a scope the annotations that settings define for all objects or for its kind, unless it has its own annotation of that name. */
export function annotate(scope: IConstruct, plan: Plan): void {
  const { all, byKind } = plan.annotations;
  for (const object of scope.node.findAll().filter(ApiObject.isApiObject)) {
    const wanted = Object.entries({ ...syncWaveOf(object, plan), ...all, ...byKind[object.kind] });
    if (wanted.length === 0) continue;
    const own: unknown = object.toJson().metadata?.annotations ?? {};
    for (const [key, value] of wanted) if (!hasKey(own, key)) object.metadata.addAnnotation(key, value);
  }
}

const hasKey = (value: unknown, key: string): boolean => typeof value === 'object' && value !== null && Object.hasOwn(value, key);
