import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { EntryHaproxy, HaproxyRoute, Plan } from '../../../plan/model';
import { metadata } from '../../metadata';
import { TcpServices } from '../tcp-services';

/** The TCP routes of an entry point through HAProxy, in the chosen form. */
export class HaproxyRoutes extends Construct {
  constructor(scope: Construct, id: string, plan: Plan, entry: EntryHaproxy) {
    super(scope, id);
    const { routes, tcp } = entry;
    if (routes.length === 0) return;
    if (tcp.kind === 'custom-resource') new HaproxyTcp(this, 'tcp', plan, entry);
    else
      new TcpServices(this, 'tcp', plan, {
        entry,
        configMap: tcp,
        description: `TCP ports that HAProxy routes to BlueMind for '${entry.entryPoint}': port of its pods to Service.`,
        lines: routes.map(({ bindPort, backend }) => ({ number: bindPort, target: `${entry.namespace}/${backend.service}:${backend.port}` })),
      });
  }
}

/** The controller's resource TCP: one frontend for each port. */
class HaproxyTcp extends ApiObject {
  constructor(scope: Construct, id: string, plan: Plan, entry: EntryHaproxy) {
    super(scope, id, {
      apiVersion: 'ingress.v3.haproxy.org/v3',
      kind: 'TCP',
      metadata: metadata(plan, {
        ...entry,
        description: `Routes ${entry.routes.map(({ name }) => name).join(', ')} through HAProxy to BlueMind.`,
        annotations: { ...(entry.className !== undefined && { 'ingress.class': entry.className }), ...entry.annotations },
      }),
      spec: entry.routes.map((route) => tcpService(entry, route)),
    });
  }
}

function tcpService(entry: EntryHaproxy, { name, bindPort, backend }: HaproxyRoute) {
  const rules = requestRules(entry);
  return {
    name,
    frontend: {
      name: `${entry.entryPoint}-${name}`,
      binds: binds(entry, bindPort),
      tcplog: true,
      ...(rules.length > 0 && { tcp_request_rule_list: rules }),
    },
    service: { name: backend.service, port: backend.port },
  };
}

/** As the controller binds the web ports: one address for each family; the second accepts both. */
function binds({ tcp }: EntryHaproxy, port: number) {
  const families = tcp.kind === 'custom-resource' ? tcp.ipFamilies : [];
  return {
    ...(families.includes('IPv4') && { v4: { address: '0.0.0.0', name: 'v4', port } }),
    ...(families.includes('IPv6') && { v6: { address: '::', name: 'v6', port, v4v6: true } }),
  };
}

/** HAProxy reads headers before the session begins, so the rule about clients sees the address in the header. */
function requestRules({ trustedProxies, sourceRanges }: EntryHaproxy) {
  return [
    ...(trustedProxies.length > 0
      ? [{ action: 'expect-proxy', cond: 'if', cond_test: `{ src ${trustedProxies.join(' ')} }`, type: 'connection' }]
      : []),
    ...(sourceRanges.length > 0 ? [{ action: 'reject', cond: 'unless', cond_test: `{ src ${sourceRanges.join(' ')} }`, type: 'session' }] : []),
  ];
}
