import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { InputError } from '../base/faults';
import type { Plan } from '../plan/model';
import type { InstallationProps } from '../settings';
import { Admission, fillAdmission } from './admission/admission';
import { annotate } from './annotate';
import type { INetworkPolicyPeer } from './cdk8s-plus';
import { DnsEndpoint } from './dns-endpoint';
import { EgressGateways } from './egress-gateways';
import { EntryPoints } from './entry-points/entry-points';
import { type NetworkEntryPoint, networkEntryPoints } from './handles/entry-point';
import { named } from './handles/named';
import { type NetworkService, networkService } from './handles/service';
import { NetworkWorkload } from './handles/workload';
import { leaveSettings } from './leave-settings';
import { Monitoring } from './monitoring/monitoring';
import { Namespaces } from './namespace';
import { settingsPeers } from './peers';
import { planAt } from './plan-at';
import { fillPolicies, Policies } from './policies';
import type { BlueMindNetworkProps, PortName } from './props';
import { changedObjects } from './same-objects';
import { Services } from './services';
import { refuseSameObjects, refuseTwins } from './twins';

/**
 * The Kubernetes network around one BlueMind: Services for every component, NetworkPolicies that keep the internal ports inside, and the
 * external ports exposed as chosen.
 *
 * @example
 * new BlueMindNetwork(chart, 'bluemind', { namespace: 'mail', isolation: 'connections' });
 */
export class BlueMindNetwork extends Construct {
  private settings: BlueMindNetworkProps;
  private planned: Plan;
  private readonly admission: Construct;
  private readonly policies: Construct;
  private readonly workloads: ReadonlyMap<string, NetworkWorkload>;

  /** @throws InputError naming the construct and every field that cannot be used, and how to mend it */
  constructor(scope: Construct, id: string, props: BlueMindNetworkProps = {}) {
    super(scope, id);
    this.settings = isProps(props) ? withNames(props, id, Chart.of(this).namespace) : props;
    this.planned = planAt(this, this.settings, isProps(props) && props.name === undefined);
    const { plan } = this;
    const others = this.others();
    refuseTwins(this, others);
    if (plan.createNamespace) new Namespaces(this, 'namespace', plan);
    this.admission = new Admission(this, 'admission', plan);
    new Services(this, 'services', plan);
    this.policies = new Policies(this, 'network-policies', plan);
    new EgressGateways(this, 'egress-gateways', plan);
    new EntryPoints(this, 'entry-points', plan);
    new DnsEndpoint(this, 'dns', plan);
    new Monitoring(this, 'monitoring', plan);
    this.leaveTraces();
    refuseSameObjects(this, others);
    const handles = new Construct(this, 'workloads');
    this.workloads = new Map(plan.workloads.map((workload) => [workload.name, new NetworkWorkload(handles, workload.name, workload)]));
  }

  /** What is intended: workloads, Services, allowed traffic, entry points. */
  get plan(): Plan {
    return this.planned;
  }

  /** Namespace of the installation; a workload may have one of its own. */
  get namespace(): string {
    return this.plan.namespace;
  }

  /**
   * The pods of a workload, as cdk8s-plus selects and admits them.
   * @throws InputError with the names that there are; machines outside the cluster are no pods
   */
  workload(name: string): NetworkWorkload {
    const machines = this.plan.machines.find((server) => server.name === name);
    if (machines) {
      const message = `workload '${name}' runs on machines outside the cluster (${machines.addresses.join(', ')}), which no selector finds; use kplus.NetworkPolicyIpBlock`;
      throw new InputError([{ construct: this.node.path, message }]);
    }
    return named(this, 'workload', name, this.workloads);
  }

  /**
   * The Service of a component, by the name that follows the prefix of the installation: `core` for `bluemind-core`.
   * @throws InputError with the names that there are
   */
  service(name: string): NetworkService {
    const services = new Map(this.plan.services.map((service) => [service.name.slice(this.plan.namePrefix.length + 1), service]));
    return networkService(this, named(this, 'Service', name, services));
  }

  /**
   * A way in from outside the cluster.
   * @throws InputError with the names of those through which a port is exposed
   */
  entryPoint(name: string): NetworkEntryPoint {
    return named(this, 'entry point', name, networkEntryPoints(this, this.plan));
  }

  /**
   * Admits pods, namespaces or blocks of addresses of cdk8s-plus to ports, as `allow` of the props does: it goes into the plan, the policies and the
   * proof. The policies are made anew, so that it is called before you change them and before the app is synthesised.
   * @param name of the entry, which the policy gets too
   * @param ports names of ports
   * @param reason why, as a sentence; the policy shows it
   * @throws InputError where the peer or the ports cannot be used, or where policies were changed before
   *
   * @example
   * network.allow('metrics', exporter, ['postgresql'], 'Prometheus reads the statistics of the database.');
   */
  allow(name: string, peer: INetworkPolicyPeer, ports: readonly PortName[], reason: string): void {
    const refuse = (message: string) => new InputError([{ construct: this.node.path, field: `allow.${name}`, message }]);
    if (Object.hasOwn(this.settings.allow ?? {}, name)) throw refuse('is there already; give it another name');
    const from = settingsPeers(peer);
    if (from.kind === 'fault') throw refuse(from.message);
    const changed = this.changedPolicies();
    if (changed.length > 0) throw refuse(`comes too late: ${changed.join(', ')} would be made anew without your changes; call allow before them`);
    const entry = { from: [...from.peers], ports: [...ports], reason };
    const settings = { ...this.settings, allow: { ...this.settings.allow, [name]: entry } };
    this.planned = planAt(this, settings, false);
    this.settings = settings;
    empty(this.admission);
    fillAdmission(this.admission, this.plan);
    empty(this.policies);
    fillPolicies(this.policies, this.plan);
    this.leaveTraces();
    refuseSameObjects(this, this.others());
  }

  private leaveTraces(): void {
    annotate(this, this.plan);
    leaveSettings(this, () => this.settings);
  }

  /** Names of the policies that are no longer as this network makes them. */
  private changedPolicies(): readonly string[] {
    const { namespace, labels } = Chart.of(this);
    const asMade = new BlueMindNetwork(
      new Chart(new App(), 'as-made', { ...(namespace !== undefined && { namespace }), labels }),
      this.node.id,
      this.settings,
    );
    return [...changedObjects(this.admission, asMade.admission), ...changedObjects(this.policies, asMade.policies)];
  }

  private others(): readonly BlueMindNetwork[] {
    return this.node.root.node.findAll().flatMap((other) => (other instanceof BlueMindNetwork && other !== this ? [other] : []));
  }
}

/** Whether there are props at all: nothing but the compiler of TypeScript keeps a caller from null or a text. */
const isProps = (props: unknown): boolean => typeof props === 'object' && props !== null && !Array.isArray(props);

function withNames({ name, ...props }: BlueMindNetworkProps, id: string, chartNamespace: string | undefined): InstallationProps {
  const namespace = props.namespace ?? chartNamespace;
  return { name: name === undefined ? id : name, ...props, ...(namespace !== undefined && { namespace }) };
}

function empty(scope: Construct): void {
  for (const child of scope.node.children) scope.node.tryRemoveChild(child.node.id);
}
