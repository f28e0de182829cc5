import { Construct } from 'constructs';
import type { Plan } from '../../plan/model';
import { MachineEndpoints } from '../endpoints';
import { EntryPointBackend } from './backend';
import { GatewayResource } from './gateway/resource';
import { HaproxyRoutes } from './haproxy/haproxy';
import { EntryPointIngress, RedirectIngress } from './ingress';
import { IngressNginxRoutes } from './ingress-nginx/ingress-nginx';
import { EntryPointService } from './service';
import { RedirectMiddleware } from './traefik/redirect';
import { ServersTransport } from './traefik/servers-transport';
import { TraefikRoutes } from './traefik/traefik';

/** The ways in of a plan, one construct for each object. */
export class EntryPoints extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    for (const entry of plan.entries) {
      switch (entry.kind) {
        case 'LoadBalancer':
        case 'NodePort':
          new EntryPointService(this, entry.name, plan, entry);
          new MachineEndpoints(this, `${entry.name}-endpoints`, plan, entry);
          break;
        case 'Ingress':
          new EntryPointIngress(this, entry.name, plan, entry);
          if (entry.serversTransport) new ServersTransport(this, plan, { ...entry, annotations: {} }, entry.serversTransport);
          if (entry.redirect) {
            new RedirectIngress(this, entry.redirect.ingress.name, plan, entry, entry.redirect);
            new RedirectMiddleware(this, plan, { ...entry, annotations: {} }, entry.redirect);
          }
          break;
        case 'ClusterIP':
          new EntryPointBackend(this, entry.name, plan, entry);
          new MachineEndpoints(this, `${entry.name}-endpoints`, plan, entry);
          break;
        case 'Gateway':
        case 'ListenerSet':
        case 'HTTPRoute':
        case 'TLSRoute':
        case 'TCPRoute':
        case 'UDPRoute':
        case 'BackendTLSPolicy':
        case 'ReferenceGrant':
        case 'ClientTrafficPolicy':
        case 'BackendTrafficPolicy':
        case 'ListenerPolicy':
        case 'BackendConfigPolicy':
        case 'DestinationRule':
        case 'SecurityPolicy':
        case 'CiliumNetworkPolicy':
          new GatewayResource(this, `${entry.kind}-${entry.name}`, plan, entry);
          break;
        case 'Traefik':
          new TraefikRoutes(this, entry.name, plan, entry);
          break;
        case 'HAProxy':
          new HaproxyRoutes(this, entry.name, plan, entry);
          break;
        case 'IngressNginx':
          new IngressNginxRoutes(this, entry.name, plan, entry);
          break;
      }
    }
  }
}
