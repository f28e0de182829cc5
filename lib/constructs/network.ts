import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { InputError } from '../base/faults';
import { planFrom } from '../plan';
import type { Plan } from '../plan/model';
import type { InstallationProps } from '../settings';
import { Admission } from './admission/admission';
import { annotate } from './annotate';
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
import { Policies } from './policies';
import { Services } from './services';

/** The same settings as in a file of installations/; `name` is that of the construct, and `namespace` that of the chart, where they are left out. */
export type BlueMindNetworkProps = Omit<InstallationProps, 'name'> & Partial<Pick<InstallationProps, 'name'>>;

/**
 * The Kubernetes network around one BlueMind: Services for every component, NetworkPolicies that keep the internal ports inside, and the
 * external ports exposed as chosen.
 *
 * @example
 * new BlueMindNetwork(chart, 'bluemind', { namespace: 'mail', isolation: 'connections' });
 */
export class BlueMindNetwork extends Construct {
  /** What is intended: workloads, Services, allowed traffic, entry points. */
  readonly plan: Plan;
  private readonly workloads: ReadonlyMap<string, NetworkWorkload>;

  /** @throws InputError naming every field that cannot be used, and how to mend it */
  constructor(scope: Construct, id: string, props: BlueMindNetworkProps = {}) {
    super(scope, id);
    const settings = isProps(props) ? withNames(props, id, Chart.of(this).namespace) : props;
    this.plan = planFrom(settings);
    if (this.plan.createNamespace) new Namespaces(this, 'namespace', this.plan);
    new Admission(this, 'admission', this.plan);
    new Services(this, 'services', this.plan);
    new Policies(this, 'network-policies', this.plan);
    new EgressGateways(this, 'egress-gateways', this.plan);
    new EntryPoints(this, 'entry-points', this.plan);
    new DnsEndpoint(this, 'dns', this.plan);
    new Monitoring(this, 'monitoring', this.plan);
    annotate(this, this.plan);
    leaveSettings(this, settings);
    const handles = new Construct(this, 'workloads');
    this.workloads = new Map(this.plan.workloads.map((workload) => [workload.name, new NetworkWorkload(handles, workload.name, workload)]));
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
}

/** Whether there are props at all: nothing but the compiler of TypeScript keeps a caller from null or a text. */
const isProps = (props: unknown): boolean => typeof props === 'object' && props !== null && !Array.isArray(props);

function withNames(props: BlueMindNetworkProps, name: string, chartNamespace: string | undefined): InstallationProps {
  const namespace = props.namespace ?? chartNamespace;
  return { name, ...props, ...(namespace !== undefined && { namespace }) };
}
