import type { ClientAddress } from '../../model';
import { backendServices } from '../controllers/backend';
import type { EntryPointPlan } from '../entry-point';
import { gatewayChecklist } from './checklist';
import { gatewayFaults } from './faults';
import { implementations } from './implementations';
import { gatewayOf, parentObject } from './parent';
import { policiesOf } from './policies';
import { gatewayTraffic, proxiesFaults } from './proxies';
import { type GatewayInput, type RoutedPort, routedPorts } from './routed-ports';
import { routesOf } from './routes';

/** A Gateway, or listeners for an existing one, with a route for each exposed port and the objects that routes need. */
export function planGateway(input: GatewayInput): EntryPointPlan {
  const routed = routedPorts(input);
  const routes = routesOf(input, routed);
  return {
    entries: [...parentObject(input, routed), ...routes, ...backendServices(input), ...policiesOf(input, routed, routes)],
    traffic: gatewayTraffic(input, routed),
    gateways: input.settings.existing ? [gatewayOf(input)] : [],
    faults: [...gatewayFaults(input, routed), ...proxiesFaults(input)],
    clientAddress: clientAddress(input, routed),
    checklist: gatewayChecklist(input, routed),
  };
}

/** The Gateway opens its own connections, so pods see the client address only by the PROXY protocol, or on the web by an HTTP header. */
const clientAddress =
  ({ settings, exposed }: GatewayInput, routed: readonly RoutedPort[]) =>
  (port: string): ClientAddress => {
    if (exposed.some((one) => one.port.name === port && one.proxyListener)) return { kind: 'proxy-protocol' };
    const handling = routed.find((one) => one.port === port)?.handling;
    if (handling === 'redirect' || handling === 'terminate') return { kind: 'kept' };
    const balancer = 'expose them through a LoadBalancer with externalTrafficPolicy: Local';
    return {
      kind: 'lost',
      seen: "the address of the Gateway's proxy, which opens its own connections",
      waysOut: implementations[settings.implementation].sendsProxyHeadersBy ? ['make the Gateway send it by proxyProtocol', balancer] : [balancer],
    };
  };
