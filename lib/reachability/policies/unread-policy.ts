import type { Manifest } from '../input/manifest';
import type { Policy } from './policy';

/** A policy of a dialect that is not understood, by what can be said of its pods: they are in its namespace, or anywhere. */
export function unreadPolicyOf({ reference, locate }: Manifest): Policy {
  const namespaces = reference.namespace === undefined ? { selector: [] } : { name: reference.namespace };
  return { reference, tier: 'unread', priority: 0, subject: { namespaces, pods: [], hostNetwork: 'undefined' }, ingress: [], egress: [], locate };
}
