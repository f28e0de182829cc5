import type { Fault } from '../../base/faults';
import { isObject, ownMember } from './fields';
import type { Document, Manifest, ObjectReference } from './manifest';

/** The given Kubernetes objects, and input that is not one. */
export interface Manifests {
  readonly manifests: readonly Manifest[];
  readonly faults: readonly Fault[];
}

/** Nothing given. */
export const noManifests: Manifests = { manifests: [], faults: [] };

/** The combined objects of several inputs. */
export const together = (parts: readonly Manifests[]): Manifests => ({
  manifests: parts.flatMap(({ manifests }) => manifests),
  faults: parts.flatMap(({ faults }) => faults),
});

/** Cluster-wide kinds, among those that are read or rendered. */
const clusterScoped: ReadonlySet<string> = new Set([
  'Namespace',
  'ClusterNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'GlobalNetworkPolicy',
  'CiliumEgressGatewayPolicy',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
]);

/** Converts documents to Kubernetes objects by their identifying fields; other documents are faults. */
export const identify = (documents: readonly Document[]): Manifests => together(documents.map(identifyOne));

function identifyOne(document: Document): Manifests {
  const { value } = document;
  const refuse = (field: string | undefined, message: string): Manifests => ({
    manifests: [],
    faults: [{ message, ...(field !== undefined && { field }), ...(document.position && { position: document.position }) }],
  });
  if (!isObject(value)) return refuse(undefined, 'expected a Kubernetes object with apiVersion and kind');
  const apiVersion = ownMember(value, 'apiVersion');
  const kind = ownMember(value, 'kind');
  const metadata = ownMember(value, 'metadata');
  if (typeof apiVersion !== 'string' || apiVersion === '') return refuse('apiVersion', 'is missing, but every Kubernetes object has one');
  if (typeof kind !== 'string' || kind === '') return refuse('kind', 'is missing, but every Kubernetes object has one');
  // Read by kustomize, not by the API server.
  if (kind === 'Kustomization' && apiVersion.startsWith('kustomize.config.k8s.io/')) return noManifests;
  const name = ownMember(metadata, 'name') ?? ownMember(metadata, 'generateName');
  if (typeof name !== 'string' || name === '') return refuse('metadata.name', `is missing, but a ${kind} needs one`);
  const namespace = ownMember(metadata, 'namespace') ?? 'default';
  if (typeof namespace !== 'string') return refuse('metadata.namespace', 'expected text');
  const reference: ObjectReference = {
    apiVersion,
    kind,
    ...(!clusterScoped.has(kind) && { namespace: namespace === '' ? 'default' : namespace }),
    name,
    ...(document.position && { position: document.position }),
  };
  const slash = apiVersion.lastIndexOf('/');
  return { manifests: [{ ...document, reference, group: slash < 0 ? '' : apiVersion.slice(0, slash) }], faults: [] };
}
