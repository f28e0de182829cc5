import type { IConstruct } from 'constructs';
import type { PlannedService, ServicePort } from '../../plan/model';
import { named } from './named';

/**
 * A Service of a network, reached inside the cluster alone. It is no `kplus.Service`: that class always renders an object of its own, and has no way to
 * stand for one that exists.
 */
export interface NetworkService {
  readonly name: string;
  readonly namespace: string;
  /** Resolves from every pod of the cluster, whatever the cluster's domain is. */
  readonly dnsName: string;
  readonly ports: readonly ServicePort[];
  /**
   * A port by its name.
   * @throws InputError with the names that there are
   */
  port(name: string): ServicePort;
}

export function networkService(scope: IConstruct, { name, namespace, ports }: PlannedService): NetworkService {
  const byName = new Map(ports.map((port) => [port.name, port]));
  return {
    name,
    namespace,
    dnsName: `${name}.${namespace}.svc`,
    ports,
    port: (wanted) => named(scope, `port of Service '${name}'`, wanted, byName),
  };
}
