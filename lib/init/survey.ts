import { parseCidr } from '../base/addresses';
import type { Labels } from '../base/labels';
import { type Catalogue, isNetworkPort } from '../catalogue';
import type { Manifest, Model } from '../reachability';
import type { Answers, FoundController, FoundWorkload } from './answers';
import { controllers, providers } from './controllers';
import { at, entriesOf, listAt, textAt } from './unknown';

/** How many ports of the catalogue a pod without BlueMind's label must have at least to count as BlueMind's. */
const fewestPorts = 4;

/** Answers for a first settings file from manifests, or from the objects of a cluster; unknown fields are left out. */
export function survey(manifests: readonly Manifest[], model: Model, catalogue: Catalogue): Omit<Answers, 'name'> & { readonly name?: string } {
  const pods = bluemindPods(model, catalogue);
  const provider = foundProvider(manifests);
  const web = foundController(manifests);
  const issuer = ofKind(manifests, 'ClusterIssuer')[0];
  const nodes = ofKind(manifests, 'Node');
  const nodeCidrs = unique(nodes.flatMap(nodeAddresses)).map((address) => `${address}/${address.includes(':') ? 128 : 32}`);
  const podCidrs = unique(nodes.flatMap((node) => [...listAt(node.value, 'spec', 'podCIDRs'), ...present(textAt(node.value, 'spec', 'podCIDR'))]));
  return {
    ...(pods && {
      namespace: pods.namespace,
      ...(pods.instance !== undefined && { name: pods.instance }),
      namespaceExists: true,
      workloads: pods.workloads,
    }),
    ...(provider && { provider: provider.provider, ...(provider.class !== undefined && { loadBalancerClass: provider.class }) }),
    ...(web && { web: web.found }),
    ...(issuer && { clusterIssuer: issuer.reference.name }),
    ...(nodeCidrs.length > 0 && { nodeCidrs }),
    ...(podCidrs.length > 0 && { podCidrs: podCidrs.filter((cidr) => parseCidr(cidr) !== undefined) }),
    seen: {
      ...(pods && { workloads: `As found: ${pods.seen}.`, namespace: 'As found: the pods are in it.' }),
      ...(provider && { provider: `As found: ${provider.seen}.` }),
      ...(web && { web: `As found: ${web.seen}.` }),
      ...(issuer && { clusterIssuer: `As found: ${nameOf(issuer)}.` }),
      ...(nodeCidrs.length > 0 && {
        nodeCidrs: 'As found: the addresses of the current nodes; a block that also contains future nodes is better.',
      }),
    },
  };
}

interface FoundPods {
  readonly namespace: string;
  /** Value of app.kubernetes.io/instance, if all have the same. */
  readonly instance?: string;
  readonly workloads: readonly FoundWorkload[];
  readonly seen: string;
}

/** Pods with BlueMind's label, or with so many of its ports that they are very likely BlueMind's. */
function bluemindPods(model: Model, catalogue: Catalogue): FoundPods | undefined {
  const candidates = model.ends.flatMap((end) => {
    const { labels, ports, namespace } = end.groups[0];
    const components = unique(
      catalogue.ports
        .filter(isNetworkPort)
        .filter(({ number, protocol }) => ports.some((port) => port.port === number && port.protocol === protocol))
        .map(({ component }) => component),
    );
    const isLabelled = labels.get('app.kubernetes.io/name') === 'bluemind';
    return isLabelled || components.length >= fewestPorts ? [{ title: end.workload.title, namespace: namespace.name, labels, components }] : [];
  });
  const [first] = candidates;
  if (!first) return undefined;
  const own = candidates.filter(({ namespace }) => namespace === first.namespace);
  const instances = unique(own.map(({ labels }) => labels.get('app.kubernetes.io/instance') ?? ''));
  return {
    namespace: first.namespace,
    ...(instances.length === 1 && instances[0] !== '' && { instance: instances[0] }),
    workloads: withEveryComponent(
      own.map(({ title, labels, components }) => ({
        name:
          own.length === 1
            ? 'all-in-one'
            : (labels.get('app.kubernetes.io/component') ?? title.replace(/^.*\//, '').replace(/\[.*$/, '')).toLowerCase(),
        podLabels: stableLabels(labels),
        components,
      })),
      catalogue,
    ),
    seen: own.map(({ title }) => title).join(', '),
  };
}

/** The components beside which others most likely run. */
const atTheCentre = ['core', 'nginx', 'postfix'];

/** Components for which no pod declares a port are assigned to the workload with most components, since settings must assign each. */
function withEveryComponent(workloads: readonly FoundWorkload[], catalogue: Catalogue): readonly FoundWorkload[] {
  const found = new Set<string>();
  // A component runs in one workload; if several declare its ports, the first gets it.
  const once = workloads.map((workload) => {
    const components = workload.components.filter((component) => !found.has(component));
    for (const component of components) found.add(component);
    return { ...workload, components };
  });
  const missing = catalogue.components.filter(({ name, placement }) => placement.kind !== 'everywhere' && !found.has(name)).map(({ name }) => name);
  const weights = once.map(({ components }) => components.length + 100 * components.filter((component) => atTheCentre.includes(component)).length);
  const main = weights.indexOf(Math.max(...weights));
  return once.map((workload, index) =>
    index === main ? { ...workload, components: [...workload.components, ...missing].sort(), assumed: [...missing].sort() } : workload,
  );
}

/** Labels that stay when pods are recreated. */
const stableLabels = (labels: ReadonlyMap<string, string>): Labels =>
  Object.fromEntries([...labels].filter(([key]) => !/pod-template|controller-revision-hash|pod-name|pod-index|job-name/.test(key)));

function foundProvider(manifests: readonly Manifest[]) {
  const services = ofKind(manifests, 'Service').filter(({ value }) => textAt(value, 'spec', 'type') === 'LoadBalancer');
  for (const service of services) {
    const loadBalancerClass = textAt(service.value, 'spec', 'loadBalancerClass');
    const keys = entriesOf(at(service.value, 'metadata', 'annotations')).map(([key]) => key);
    const known = providers.find(
      (one) => (loadBalancerClass !== undefined && one.class?.test(loadBalancerClass)) || keys.some((key) => one.annotation?.test(key)),
    );
    if (known) return { provider: known.provider, class: loadBalancerClass, seen: `${nameOf(service)} has a load balancer of its kind` };
  }
  for (const node of ofKind(manifests, 'Node')) {
    const id = textAt(node.value, 'spec', 'providerID') ?? '';
    const known = providers.find((one) => one.node?.test(id));
    if (known) return { provider: known.provider, class: undefined, seen: `${nameOf(node)} runs there` };
  }
  return undefined;
}

/** The controller of the default IngressClass, or of the first known IngressClass. */
function foundController(manifests: readonly Manifest[]): { readonly found: FoundController; readonly seen: string } | undefined {
  const classes = ofKind(manifests, 'IngressClass').flatMap((object) => {
    const by = textAt(object.value, 'spec', 'controller') ?? '';
    const controller = (['traefik', 'haproxy', 'kong', 'nginx', 'ingress-nginx'] as const).find((name) => controllers[name].ingressClass.test(by));
    return controller ? [{ object, controller }] : [];
  });
  const isDefault = ({ object }: (typeof classes)[number]) =>
    at(object.value, 'metadata', 'annotations', 'ingressclass.kubernetes.io/is-default-class') === 'true';
  const chosen = classes.find(isDefault) ?? classes[0];
  if (!chosen) return undefined;
  return {
    found: { controller: chosen.controller, className: chosen.object.reference.name },
    seen: nameOf(chosen.object),
  };
}

const nodeAddresses = ({ value }: Manifest): readonly string[] =>
  listAt(value, 'status', 'addresses').flatMap((address) => (textAt(address, 'type') === 'InternalIP' ? present(textAt(address, 'address')) : []));

const ofKind = (manifests: readonly Manifest[], kind: string): readonly Manifest[] => manifests.filter(({ reference }) => reference.kind === kind);

/** `Service shop/shop`; without a namespace for cluster-wide objects. */
const nameOf = ({ reference: { kind, namespace, name } }: Manifest): string => `${kind} ${kind === 'Service' ? `${namespace}/` : ''}${name}`;

const present = (text: string | undefined): readonly string[] => (text === undefined ? [] : [text]);

const unique = (texts: readonly unknown[]): readonly string[] => [...new Set(texts.filter((text) => typeof text === 'string'))].sort();
