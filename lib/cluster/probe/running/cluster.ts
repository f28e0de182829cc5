import { InputError } from '../../../base/faults';
import { failureOf, type Kubectl } from '../../kubectl';
import type { ProbeObject } from '../probe-object';

/** Members of a JSON object. */
export type Members = Readonly<Record<string, unknown>>;

const isObject = (candidate: unknown): candidate is Members => typeof candidate === 'object' && candidate !== null && !Array.isArray(candidate);

/** The value at a path; undefined if there is none. */
export const at = (from: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined), from);

export const textAt = (from: unknown, ...path: readonly string[]): string => {
  const value = at(from, ...path);
  return typeof value === 'string' ? value : '';
};

export const listAt = (from: unknown, ...path: readonly string[]): readonly Members[] => {
  const value = at(from, ...path);
  return Array.isArray(value) ? value.filter(isObject) : [];
};

/** @throws InputError with what to do about it */
export function refuse(doing: string, message: string): never {
  throw new InputError([{ field: doing, message }]);
}

/**
 * Runs kubectl and expects success.
 * @param doing the purpose, for messages
 * @returns its standard output
 * @throws InputError in plain words if it fails
 */
export async function mustRun(kubectl: Kubectl, doing: string, args: readonly string[], input?: string): Promise<string> {
  const answer = await kubectl(args, input);
  if (answer.status === 0) return answer.stdout;
  const { kind, message } = failureOf(answer);
  if (/namespace .* because it is being terminated/.test(answer.stderr))
    refuse(doing, `the namespace is being removed; wait until it is gone, and try again (${message})`);
  if (kind === 'not-found' && /no matches for kind|doesn't have a resource type|could not find the requested resource/.test(answer.stderr))
    refuse(
      doing,
      `the cluster lacks a kind that the settings ask for; install its CustomResourceDefinition, or choose another policies.dialect (${message})`,
    );
  if (kind === 'forbidden')
    refuse(
      doing,
      `you have no right to do this; 'probe --manifests rbac' prints namespaces and rights that an administrator can apply for you (${message})`,
    );
  refuse(doing, message);
}

/** @throws InputError if kubectl fails, or does not print JSON */
export async function readJson(kubectl: Kubectl, doing: string, args: readonly string[]): Promise<unknown> {
  return parsed(doing, await mustRun(kubectl, doing, [...args, '--output=json']));
}

/** @throws InputError if a text is not JSON */
export function parsed(doing: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    refuse(doing, 'the output of kubectl is not JSON: was it cut off?');
  }
}

/** Applies objects in their order. */
export const apply = (kubectl: Kubectl, doing: string, objects: readonly ProbeObject[]): Promise<string> =>
  mustRun(
    kubectl,
    doing,
    ['apply', '--server-side', '--force-conflicts', '--field-manager=cdk8s-bluemind-probe', '--filename=-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
  );
