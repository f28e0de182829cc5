import type { ApiObject } from 'cdk8s';
import type { Labels } from '../base/labels';
import type { Plan } from '../plan/model';
import { DnsEndpoint } from './dns-endpoint';
import { EntryPoints } from './entry-points/entry-points';

/** Annotation by which Argo CD applies objects one wave behind the other, from the lowest number; without it an object is in wave 0. */
const syncWave = 'argocd.argoproj.io/sync-wave';

/** Kinds that come before pods and ways in, wherever they stand. */
const early: Readonly<Record<string, string>> = {
  Namespace: '-2',
  CiliumEgressGatewayPolicy: '-1',
  CiliumNetworkPolicy: '-1',
  ClusterNetworkPolicy: '-1',
  NetworkPolicy: '-1',
  ValidatingAdmissionPolicy: '-1',
  ValidatingAdmissionPolicyBinding: '-1',
};

/** The wave of an object, where the plan wants waves: what closes before what opens. */
export function syncWaveOf(object: ApiObject, { gitOps }: Plan): Labels {
  if (!gitOps.syncWaves) return {};
  const wave = early[object.kind] ?? (isWayIn(object) ? '1' : undefined);
  return wave === undefined ? {} : { [syncWave]: wave };
}

const isWayIn = ({ node }: ApiObject): boolean => node.scopes.some((scope) => scope instanceof EntryPoints || scope instanceof DnsEndpoint);
