import { Construct } from 'constructs';
import type { Labels } from '../../base/labels';
import type { PlannedWorkload, PodPort } from '../../plan/model';
import {
  type ContainerPort,
  type INetworkPolicyPeer,
  type IPodSelector,
  LabelSelector,
  type NetworkPolicyPeerConfig,
  NetworkPolicyPort,
  type NetworkPolicyPortProps,
  NetworkProtocol,
  type PodSelectorConfig,
  Protocol,
} from '../cdk8s-plus';
import type { Cdk8sPlus, WorkloadOf } from './library';
import { named } from './named';

/**
 * The pods of one workload of a network. cdk8s-plus accepts it in every place that selects pods or names the other side of a policy.
 *
 * @example
 * new kplus.StatefulSet(chart, 'core', { podMetadata: core.podMetadata, containers: [{ image, ports: core.containerPorts }] });
 * exporter.connections.allowTo(core, { ports: core.policyPorts('postgresql'), isolation: kplus.PodConnectionsIsolation.POD });
 */
export class NetworkWorkload extends Construct implements IPodSelector, INetworkPolicyPeer {
  readonly name: string;
  readonly namespace: string;
  /** Labels by which Services and policies find the pods. */
  readonly podLabels: Labels;
  private readonly ports: readonly PodPort[];

  constructor(scope: Construct, id: string, { name, namespace, podLabels, ports }: PlannedWorkload) {
    super(scope, id);
    this.name = name;
    this.namespace = namespace;
    this.podLabels = podLabels;
    this.ports = ports;
  }

  /** What pods need to be found, for `podMetadata` of a Deployment or StatefulSet. */
  get podMetadata(): { readonly labels: { [key: string]: string } } {
    return { labels: { ...this.podLabels } };
  }

  /** Every port on which the pods listen, for `ports` of a container; the numbers of a range have no names. */
  get containerPorts(): ContainerPort[] {
    return this.ports.flatMap(({ name, podNumber, podEndNumber, protocol }) =>
      podNumber === podEndNumber
        ? [{ name, number: podNumber, protocol: Protocol[protocol] }]
        : Array.from({ length: podEndNumber - podNumber + 1 }, (_, index) => ({ number: podNumber + index, protocol: Protocol[protocol] })),
    );
  }

  /**
   * Ports by their names, for rules of `kplus.NetworkPolicy` and for `connections`; all ports of the workload if you give no name.
   * @throws InputError for a name that the workload does not have
   */
  policyPorts(...names: readonly string[]): NetworkPolicyPort[] {
    return this.wanted(names).map((port) => NetworkPolicyPort.of(numbersOf(port)));
  }

  /**
   * The pods and ports for another version of cdk8s-plus than 27: for TypeScript, the classes of two versions are different types.
   * @param library the module of that version, imported as `kplus`
   *
   * @example
   * const core = network.workload('core').withCdk8sPlus(kplus);
   * exporter.connections.allowTo(core.pods, { ports: core.policyPorts('postgresql') });
   */
  withCdk8sPlus<Pods, Namespaces, Port>(library: Cdk8sPlus<Pods, Namespaces, Port>): WorkloadOf<Pods, Port> {
    const scope = new Construct(this, `pods-${this.node.children.length}`);
    const namespaces = library.Namespaces.select(scope, 'namespace', { names: [this.namespace] });
    return {
      pods: library.Pods.select(scope, 'pods', { labels: { ...this.podLabels }, namespaces }),
      policyPorts: (...names) => this.wanted(names).map((port) => library.NetworkPolicyPort.of(numbersOf(port))),
    };
  }

  toPodSelectorConfig(): PodSelectorConfig {
    return { labelSelector: LabelSelector.of({ labels: { ...this.podLabels } }), namespaces: { names: [this.namespace] } };
  }

  toPodSelector(): IPodSelector {
    return this;
  }

  toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  private wanted(names: readonly string[]): readonly PodPort[] {
    const byName = new Map(this.ports.map((port) => [port.name, port]));
    return names.length > 0 ? names.map((name) => named(this, 'port', name, byName)) : this.ports;
  }
}

const numbersOf = ({ podNumber, podEndNumber, protocol }: PodPort): NetworkPolicyPortProps => ({
  port: podNumber,
  ...(podEndNumber > podNumber && { endPort: podEndNumber }),
  protocol: NetworkProtocol[protocol],
});
