import type { ApiObject } from 'cdk8s';
import type { Labels } from '../base/labels';
import type { Plan } from '../plan/model';
import { DnsEndpoint } from './dns-endpoint';
import { EntryPoints } from './entry-points/entry-points';

/** Annotation by which Argo CD applies objects one wave after the other, from the lowest number; without it an object is in wave 0. */
const syncWave = 'argocd.argoproj.io/sync-wave';

/** Kinds that are always applied before pods and ways in. */
const early: Readonly<Record<string, string>> = {
  Namespace: '-2',
  CiliumEgressGatewayPolicy: '-1',
  CiliumNetworkPolicy: '-1',
  ClusterNetworkPolicy: '-1',
  NetworkPolicy: '-1',
  ValidatingAdmissionPolicy: '-1',
  ValidatingAdmissionPolicyBinding: '-1',
};

/** The wave of an object, if the plan asks for waves: objects that close come before objects that open. */
export function syncWaveOf(object: ApiObject, { gitOps }: Plan): Labels {
  if (!gitOps.syncWaves) return {};
  const wave = early[object.kind] ?? (isWayIn(object) ? '1' : undefined);
  return wave === undefined ? {} : { [syncWave]: wave };
}

const isWayIn = ({ node }: ApiObject): boolean => node.scopes.some((scope) => scope instanceof EntryPoints || scope instanceof DnsEndpoint);
