import type { Fault } from '../../base/faults';
import { type Field, isObject } from '../input/fields';
import { formatFieldPath, formatReference, type Manifest, type Misfit, type ObjectReference } from '../input/manifest';
import type { Manifests } from '../input/manifests';
import { calicoPoliciesOf } from '../policies/calico';
import { ciliumPoliciesOf } from '../policies/cilium';
import { adminNetworkPolicyOf, clusterNetworkPolicyOf } from '../policies/cluster-network-policy';
import { networkPolicyOf } from '../policies/network-policy';
import type { Policy } from '../policies/policy';
import { misfitsOf, misspelt } from '../schemas/misfits';
import type { Labels } from '../sets/selectors';
import { metadataLabels } from './checks';
import { haproxyTcpOf, tcpServicesOf, traefikRouteOf } from './controller-routes';
import { type EndpointsObject, endpointSliceOf, endpointsOf } from './endpoints';
import { type GatewayObject, gatewayOf, gatewayRouteOf, listenerSetOf, type ReferenceGrantObject, referenceGrantOf } from './gateway';
import { ingressOf, openshiftRouteOf } from './ingress';
import { type IngressClassObject, ingressClassOf } from './ingress-class';
import { type MiddlewareObject, middlewareOf } from './middleware';
import type { RouteObject } from './route';
import { type ServiceObject, serviceOf } from './service';
import { virtualMachineOf } from './virtual-machine';
import { type WorkloadObject, workloadsOf } from './workload';

/** A Namespace. */
export interface NamespaceObject {
  readonly reference: ObjectReference;
  readonly labels: Labels;
}

/** The given objects, by kind. */
export interface Objects {
  readonly namespaces: readonly NamespaceObject[];
  readonly workloads: readonly WorkloadObject[];
  readonly services: readonly ServiceObject[];
  readonly endpoints: readonly EndpointsObject[];
  readonly routes: readonly RouteObject[];
  readonly ingressClasses: readonly IngressClassObject[];
  readonly middlewares: readonly MiddlewareObject[];
  readonly gateways: readonly GatewayObject[];
  readonly referenceGrants: readonly ReferenceGrantObject[];
  readonly policies: readonly Policy[];
  /** The original specification of policies that are only partly supported. */
  readonly policyTexts: ReadonlyMap<ObjectReference, string>;
  /** How many objects there are of each kind that is not read, such as `v1/Secret`. */
  readonly ignored: ReadonlyMap<string, number>;
  /** Names of all objects, also of those that are not read. */
  readonly names: readonly string[];
  /** Objects that were given more than once, without the first. */
  readonly duplicates: readonly { readonly first: ObjectReference; readonly again: ObjectReference }[];
  /** Parts of objects that fit no schema of their kind and have no effect, such as a mistyped field. */
  readonly misfits: readonly ObjectMisfit[];
  readonly faults: readonly Fault[];
}

/** A misfit with the object that has it. */
export type ObjectMisfit = Misfit & Pick<Manifest, 'reference' | 'locateKey'>;

/** Objects while they are read. */
type Collected = { -readonly [Key in keyof Pick<Objects, Collection>]: Objects[Key][number][] };

type Collection =
  | 'namespaces'
  | 'workloads'
  | 'services'
  | 'endpoints'
  | 'routes'
  | 'ingressClasses'
  | 'middlewares'
  | 'gateways'
  | 'referenceGrants'
  | 'policies';

type Reader = (manifest: Manifest, root: Field, into: Collected) => void;

const workload: Reader = (manifest, root, into) => into.workloads.push(...workloadsOf(manifest, root));
const virtualMachine: Reader = (manifest, root, into) => into.workloads.push(virtualMachineOf(manifest, root));
const gatewayRoute: Reader = (manifest, root, into) => into.routes.push(gatewayRouteOf(manifest, root));
const traefikRoute: Reader = (manifest, root, into) => into.routes.push(traefikRouteOf(manifest, root));
const adminPolicy: Reader = (manifest, root, into) => into.policies.push(adminNetworkPolicyOf(manifest, root));
const ciliumPolicy: Reader = (manifest, root, into) => into.policies.push(...ciliumPoliciesOf(manifest, root));
const calicoPolicy: Reader = (manifest, root, into) => into.policies.push(...calicoPoliciesOf(manifest, root));
/** A dialect that is not supported, or a set of addresses that selectors of Calico's policies match in addition to pods. */
const unreadPolicy: Reader = (manifest, _root, into) => into.policies.push(unreadPolicyOf(manifest));

/** How each kind is read, by API group and kind: versions of a group do not differ in fields that are read. */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['/Namespace', (manifest, root, into) => into.namespaces.push({ reference: manifest.reference, labels: metadataLabels(root) })],
  ['/Pod', workload],
  ['/ReplicationController', workload],
  ['apps/Deployment', workload],
  ['apps/StatefulSet', workload],
  ['apps/DaemonSet', workload],
  ['apps/ReplicaSet', workload],
  ['batch/Job', workload],
  ['batch/CronJob', workload],
  ['kubevirt.io/VirtualMachine', virtualMachine],
  ['kubevirt.io/VirtualMachineInstance', virtualMachine],
  ['kubevirt.io/VirtualMachineInstanceReplicaSet', virtualMachine],
  ['pool.kubevirt.io/VirtualMachinePool', virtualMachine],
  ['/Service', (manifest, root, into) => into.services.push(serviceOf(manifest, root))],
  ['discovery.k8s.io/EndpointSlice', (manifest, root, into) => into.endpoints.push(...endpointSliceOf(manifest, root))],
  ['/Endpoints', (manifest, root, into) => into.endpoints.push(...endpointsOf(manifest, root))],
  ['/ConfigMap', (manifest, root, into) => into.routes.push(...tcpServicesOf(manifest, root))],
  ['networking.k8s.io/Ingress', (manifest, root, into) => into.routes.push(ingressOf(manifest, root))],
  ['networking.k8s.io/IngressClass', (manifest, root, into) => into.ingressClasses.push(ingressClassOf(manifest, root))],
  ['traefik.io/Middleware', (manifest, root, into) => into.middlewares.push(middlewareOf(manifest, root))],
  ['route.openshift.io/Route', (manifest, root, into) => into.routes.push(openshiftRouteOf(manifest, root))],
  ['gateway.networking.k8s.io/Gateway', (manifest, root, into) => into.gateways.push(gatewayOf(manifest, root))],
  ['gateway.networking.k8s.io/ListenerSet', (manifest, root, into) => into.gateways.push(listenerSetOf(manifest, root))],
  ['gateway.networking.x-k8s.io/XListenerSet', (manifest, root, into) => into.gateways.push(listenerSetOf(manifest, root))],
  ['gateway.networking.k8s.io/HTTPRoute', gatewayRoute],
  ['gateway.networking.k8s.io/GRPCRoute', gatewayRoute],
  ['gateway.networking.k8s.io/TLSRoute', gatewayRoute],
  ['gateway.networking.k8s.io/TCPRoute', gatewayRoute],
  ['gateway.networking.k8s.io/UDPRoute', gatewayRoute],
  ['gateway.networking.k8s.io/ReferenceGrant', (manifest, root, into) => into.referenceGrants.push(referenceGrantOf(manifest, root))],
  ['traefik.io/IngressRoute', traefikRoute],
  ['traefik.io/IngressRouteTCP', traefikRoute],
  ['traefik.io/IngressRouteUDP', traefikRoute],
  ['ingress.v3.haproxy.org/TCP', (manifest, root, into) => into.routes.push(haproxyTcpOf(manifest, root))],
  ['networking.k8s.io/NetworkPolicy', (manifest, root, into) => into.policies.push(networkPolicyOf(manifest, root))],
  ['policy.networking.k8s.io/ClusterNetworkPolicy', (manifest, root, into) => into.policies.push(clusterNetworkPolicyOf(manifest, root))],
  ['policy.networking.k8s.io/AdminNetworkPolicy', adminPolicy],
  ['policy.networking.k8s.io/BaselineAdminNetworkPolicy', adminPolicy],
  ['cilium.io/CiliumNetworkPolicy', ciliumPolicy],
  ['cilium.io/CiliumClusterwideNetworkPolicy', ciliumPolicy],
  ['projectcalico.org/NetworkPolicy', calicoPolicy],
  ['projectcalico.org/GlobalNetworkPolicy', calicoPolicy],
  ['projectcalico.org/NetworkSet', unreadPolicy],
  ['projectcalico.org/GlobalNetworkSet', unreadPolicy],
  ['crd.antrea.io/NetworkPolicy', unreadPolicy],
  ['crd.antrea.io/ClusterNetworkPolicy', unreadPolicy],
  ['crd.projectcalico.org/NetworkPolicy', calicoPolicy],
  ['crd.projectcalico.org/GlobalNetworkPolicy', calicoPolicy],
  ['crd.projectcalico.org/NetworkSet', unreadPolicy],
  ['crd.projectcalico.org/GlobalNetworkSet', unreadPolicy],
]);

/** The kinds that are read, `group/Kind`. */
export const kindsRead: readonly string[] = [...readers.keys()];

/** Reads the objects of all kinds that matter to reachability, counts the others, and reports what the API server would refuse. */
export function readObjects({ manifests, faults }: Manifests): Objects {
  const collected: Collected = {
    namespaces: [],
    workloads: [],
    services: [],
    endpoints: [],
    routes: [],
    ingressClasses: [],
    middlewares: [],
    gateways: [],
    referenceGrants: [],
    policies: [],
  };
  const policyTexts = new Map<ObjectReference, string>();
  const ignored = new Map<string, number>();
  const refused: Fault[] = [];
  const misfits: ObjectMisfit[] = [];
  const firsts = new Map<string, ObjectReference>();
  const duplicates: { first: ObjectReference; again: ObjectReference }[] = [];
  for (const manifest of manifests) {
    const { reference, group } = manifest;
    const identity = [group, reference.kind, reference.namespace, reference.name].join(' ');
    const first = firsts.get(identity);
    if (first === undefined) firsts.set(identity, reference);
    else duplicates.push({ first, again: reference });
    const read = readers.get(`${group}/${reference.kind}`);
    if (read === undefined) {
      misfits.push(...misspelt(manifest, readers.keys()).map((misfit) => ({ ...misfit, reference, locateKey: manifest.locateKey })));
      const kind = `${reference.apiVersion}/${reference.kind}`;
      ignored.set(kind, (ignored.get(kind) ?? 0) + 1);
      continue;
    }
    misfits.push(...(manifest.misfits ?? misfitsOf(manifest)).map((misfit) => ({ ...misfit, reference, locateKey: manifest.locateKey })));
    const before = { routes: collected.routes.length, policies: collected.policies.length };
    read(manifest, rootOf(manifest, refused), collected);
    if (collected.policies.length > before.policies) policyTexts.set(reference, textOf(manifest));
    // Most ConfigMaps have no ports.
    if (reference.kind === 'ConfigMap' && collected.routes.length === before.routes)
      ignored.set('v1/ConfigMap', (ignored.get('v1/ConfigMap') ?? 0) + 1);
  }
  const names = [...new Set(manifests.map(({ reference }) => reference.name))];
  return { ...collected, policyTexts, ignored, names, duplicates, misfits, faults: [...faults, ...refused] };
}

/** All fields of an object except its metadata and status. */
const textOf = ({ value }: Manifest): string =>
  JSON.stringify(isObject(value) ? Object.entries(value).filter(([key]) => key !== 'metadata' && key !== 'status') : value);

/** An object as a field, whose mistakes become faults. */
function rootOf(manifest: Manifest, faults: Fault[]): Field {
  return {
    value: manifest.value,
    path: [],
    report: (path, message) => {
      const position = manifest.locate(path);
      const field = formatFieldPath(path);
      const named = position ? message : `${message} (in ${formatReference(manifest.reference)})`;
      faults.push({ message: named, ...(field !== '' && { field }), ...(position && { position }) });
    },
  };
}

/** A policy of a dialect that is not supported, with what is known about its pods: they are in its namespace, or in any. */
function unreadPolicyOf({ reference, locate }: Manifest): Policy {
  const namespaces = reference.namespace === undefined ? { selector: [] } : { name: reference.namespace };
  return { reference, tier: 'unread', priority: 0, subject: { namespaces, pods: [], hostNetwork: 'undefined' }, ingress: [], egress: [], locate };
}
