import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { InputError } from '../base/faults';
import type { Finding } from '../checks';
import { fillAdmission, fillPolicies } from '../constructs';
import type { Plan } from '../plan/model';
import { buildNetwork, leaveTraces, type PolicyScopes } from './build';
import { type NetworkEntryPoint, networkEntryPoints } from './handles/entry-point';
import { named } from './handles/named';
import { type NetworkService, networkService } from './handles/service';
import { NetworkWorkload } from './handles/workload';
import { type NetworkPolicyPeer, settingsPeers } from './peers';
import { type NetworkSettings, planAt, planProps } from './plan-at';
import type { GivenRelease, NetworkPropsOf, OwnPorts, PortNameOf } from './props';
import { changedObjects } from './same-objects';
import { refuseSameObjects, refuseTwins } from './twins';
import { verifyAtSynth, verifyNetwork } from './verify';

/**
 * The Kubernetes network around one BlueMind: Services for every component, NetworkPolicies that keep the internal ports inside, and the
 * external ports exposed as chosen.
 *
 * @example
 * new BlueMindNetwork(chart, 'bluemind', { namespace: 'mail', isolation: 'connections' });
 */
export class BlueMindNetwork<Of extends GivenRelease = GivenRelease, const Ports extends OwnPorts = readonly never[]> extends Construct {
  private settings: NetworkSettings;
  private planned: Plan;
  private readonly scopes: PolicyScopes;
  private readonly workloads: ReadonlyMap<string, NetworkWorkload>;

  /** @throws InputError naming the construct and every field that cannot be used, and how to mend it */
  constructor(scope: Construct, id: string, props: NetworkPropsOf<Of, Ports> = {}) {
    super(scope, id);
    const { settings, plan, onVerify } = planProps(this, props);
    this.settings = settings;
    this.planned = plan;
    const others = this.others();
    refuseTwins(this, others);
    this.scopes = buildNetwork(this, plan, () => this.settings);
    refuseSameObjects(this, others);
    const handles = new Construct(this, 'workloads');
    this.workloads = new Map(plan.workloads.map((workload) => [workload.name, new NetworkWorkload(handles, workload.name, workload)]));
    if (onVerify !== undefined) this.node.addValidation({ validate: () => verifyAtSynth(this.verify(), onVerify) });
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
   * @throws InputError with the existing names; also for machines outside the cluster, which are not pods
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
   * @throws InputError with the existing names
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
   * Admits pods, namespaces or blocks of addresses of cdk8s-plus to ports, as `allow` of the props does: this changes the plan, the policies and the
   * proof. The policies are rendered again, so call it before you change them and before the app is synthesised.
   * @param name of the entry, which the policy gets too
   * @param ports names of ports
   * @param reason why, as a sentence; the policy shows it
   * @throws InputError if the peer or the ports cannot be used, or if policies were changed before
   *
   * @example
   * network.allow('metrics', exporter, ['postgresql'], 'Prometheus reads the statistics of the database.');
   */
  allow(name: string, peer: NetworkPolicyPeer, ports: readonly PortNameOf<Of, Ports>[], reason: string): void {
    const refuse = (message: string) => new InputError([{ construct: this.node.path, field: `allow.${name}`, message }]);
    if (Object.hasOwn(this.settings.allow ?? {}, name)) throw refuse('already exists; give it another name');
    const from = settingsPeers(peer);
    if (from.kind === 'fault') throw refuse(from.message);
    const changed = this.changedPolicies();
    if (changed.length > 0) throw refuse(`is too late: ${changed.join(', ')} would be rendered again without your changes; call allow before them`);
    const entry = { from: [...from.peers], ports: [...ports], reason };
    const settings = { ...this.settings, allow: { ...this.settings.allow, [name]: entry } };
    const plan = planAt(this, settings);
    this.planned = plan;
    this.settings = settings;
    const { admission, policies } = this.scopes;
    empty(admission);
    fillAdmission(admission, plan);
    empty(policies);
    fillPolicies(policies, plan);
    leaveTraces(this, plan, () => this.settings);
    refuseSameObjects(this, this.others());
  }

  /**
   * Compares what all charts of the app render now, patches and aspects included, with the intent.
   * @returns the same findings as `cdk8s-bluemind verify`
   */
  verify(): readonly Finding[] {
    return verifyNetwork(
      this,
      this.others().map(({ plan }) => plan),
    );
  }

  /** Names of the policies that differ from those that this network renders. */
  private changedPolicies(): readonly string[] {
    const { namespace, labels } = Chart.of(this);
    const chart = new Chart(new App(), 'as-made', { ...(namespace !== undefined && { namespace }), labels });
    const asMade = buildNetwork(new Construct(chart, this.node.id), this.plan, () => this.settings);
    return [...changedObjects(this.scopes.admission, asMade.admission), ...changedObjects(this.scopes.policies, asMade.policies)];
  }

  private others(): readonly BlueMindNetwork[] {
    return this.node.root.node.findAll().flatMap((other) => (other instanceof BlueMindNetwork && other !== this ? [other] : []));
  }
}

function empty(scope: Construct): void {
  for (const child of scope.node.children) scope.node.tryRemoveChild(child.node.id);
}
