import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { GatewayEntry, Plan } from '../../../plan/model';
import { metadata } from '../../metadata';
import { gatewaySpec, listenerSetSpec } from './listeners';
import {
  backendConfigSpec,
  backendTlsSpec,
  backendTrafficSpec,
  ciliumSpec,
  clientTrafficSpec,
  destinationRuleSpec,
  listenerPolicySpec,
  referenceGrantSpec,
  securitySpec,
} from './policies';
import { httpRouteSpec, streamRouteSpec, tlsRouteSpec } from './routes';

/** An object of the Gateway API, or of an implementation of it. These are custom resources, for which cdk8s-plus has no types. */
export class GatewayResource extends ApiObject {
  constructor(scope: Construct, id: string, plan: Plan, entry: GatewayEntry) {
    const { name, namespace, labels, annotations } = metadata(plan, entry);
    super(scope, id, { apiVersion: entry.apiVersion, kind: entry.kind, metadata: { name, namespace, labels, annotations }, spec: specOf(entry) });
  }
}

function specOf(entry: GatewayEntry): object {
  switch (entry.kind) {
    case 'Gateway':
      return gatewaySpec(entry);
    case 'ListenerSet':
      return listenerSetSpec(entry);
    case 'HTTPRoute':
      return httpRouteSpec(entry);
    case 'TLSRoute':
      return tlsRouteSpec(entry);
    case 'TCPRoute':
    case 'UDPRoute':
      return streamRouteSpec(entry);
    case 'BackendTLSPolicy':
      return backendTlsSpec(entry);
    case 'ReferenceGrant':
      return referenceGrantSpec(entry);
    case 'ClientTrafficPolicy':
      return clientTrafficSpec(entry);
    case 'BackendTrafficPolicy':
      return backendTrafficSpec(entry);
    case 'ListenerPolicy':
      return listenerPolicySpec(entry);
    case 'BackendConfigPolicy':
      return backendConfigSpec(entry);
    case 'DestinationRule':
      return destinationRuleSpec(entry);
    case 'SecurityPolicy':
      return securitySpec(entry);
    case 'CiliumNetworkPolicy':
      return ciliumSpec(entry);
  }
}
