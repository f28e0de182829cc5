import type { IConstruct } from 'constructs';
import type { PlannedService, ServicePort } from '../../plan/model';
import { named } from './named';

/**
 * A Service of a network, reached only inside the cluster. It is not a `kplus.Service`: that class always renders its own object, and cannot
 * represent one that exists.
 */
export interface NetworkService {
  readonly name: string;
  readonly namespace: string;
  /** Resolves from every pod of the cluster, with any domain of the cluster. */
  readonly dnsName: string;
  readonly ports: readonly ServicePort[];
  /**
   * A port by its name.
   * @throws InputError with the existing names
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
