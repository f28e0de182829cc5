/**
 * Who reaches what, from Kubernetes objects: reads manifests, evaluates policies exactly and follows every way from outside the cluster to a port of a
 * pod. Knows nothing about BlueMind. What cannot be decided is unknown, with the reason.
 */
import { fromObjects, readPaths, readText } from './input/read';
import { type Model, type ModelOptions, modelOf } from './model/model';

export { type ConnectionChange, type ConnectionState, connectionChanges } from './changes/connection-changes';
export { hingesOf } from './changes/hinges';
export { imaginedConnections, withoutRepetitions } from './changes/imagined-ends';
export { type ObjectChange, objectChanges, quietPolicyChanges } from './changes/object-changes';
export { type Connection, type ConnectionOptions, connections, type End, partyOf, sideEnds } from './connections';
export { entries } from './entries';
export type { Access, Entry, EntryDestination } from './entries/entry';
export type { Connectivity } from './evaluation/connectivity';
export type { Basis, Doubt, Match } from './evaluation/match';
export type { PortDoubt } from './evaluation/rules-in-order';
export {
  admitting,
  connectivity,
  type DirectionExplanation,
  type Explanation,
  explain,
  type PolicyExplanation,
  type RuleExplanation,
  type Verdict,
  verdictOn,
} from './explain';
export { explainConnection } from './explain-connection';
export { type Exposure, exposures, formatPattern, imaginedFor, type Others } from './exposures';
export { connectionFilter, type EndNames, endFilter, findParties, type NamedParty } from './find';
export { isObject, ownMember } from './input/fields';
export { isKustomizeFile } from './input/files';
export { formatFieldPath, formatReference, type Manifest, type ObjectReference } from './input/manifest';
export { type Manifests, together } from './input/manifests';
export { metadataText } from './input/metadata';
export { fromObjects, largestManifestFile, readPaths, readText } from './input/read';
export type { AssumptionOptions, Assumptions, Controller } from './model/assumptions';
export { type Model, type ModelOptions, modelOf, type PodEnd } from './model/model';
export { namespaceNamed } from './model/namespaces';
export {
  anyPod,
  imaginedPods,
  type Namespace,
  namespaceOf,
  type Party,
  type PodGroup,
  type StandIn,
  unseenNamespace,
  type Workload,
} from './model/parties';
export { type NamedPort, namedPortsOf } from './named-ports';
export { type ChangeNames, changeFields, changeHeader, changeLine, formatChanges } from './notation/change-list';
export { type ConnectionEntry, type ConnectionFormat, connectionEntries, connectionFormats, formatConnections } from './notation/connection-list';
export { formatNamedPorts, type PortNames } from './notation/named-port-list';
export { assumptionOptions, reasonsOf } from './notation/reasons';
export type { ObjectMisfit, Objects } from './objects/kinds';
export { type BackendReference, type RouteDialect, type RouteObject, routeDialects } from './objects/route';
export type { ServiceObject, ServicePort } from './objects/service';
export { soundManifests } from './objects/sound';
export type { ContainerPort } from './objects/workload';
export type { Attachment, Detachment } from './paths/attachments';
export {
  controllerParties,
  controllerTitle,
  type ResolvedBackend,
  type ResolvedRoute,
  type ResolvedWay,
  type RouteProblem,
  resolvedRoutes,
} from './paths/routes';
export { type Backend, type ResolvedPort, type ResolvedService, resolvedServices, type ServiceProblem, servicesByName } from './paths/services';
export type { Direction, Peer, PodPattern, Policy, PortPattern, Rule, Tier } from './policies/policy';
export { type MeantPods, type PolicyAtWork, policiesAtWork, type RuleAtWork } from './policies-at-work';
export { potentialConnections, unprotectedEnds } from './potential-connections';
export { type AddressSet, everyAddress, formatAddresses, formatInterval, parseAddressSet } from './sets/address-sets';
export { groupBy, memoized } from './sets/grouping';
export { covers, difference, intersection, overlaps, sameSet, union } from './sets/intervals';
export {
  allPorts,
  formatPorts,
  hasPort,
  noPorts,
  type PortSet,
  type Protocol,
  parseProtocol,
  portRange,
  portRanges,
  portsOf,
  protocols,
} from './sets/ports';
export { formatSelector, type Labels, type Selector, selects } from './sets/selectors';

/**
 * Reads files, folders and `-`, the standard input, and makes a model of their objects.
 * @throws InputError with all faults.
 */
export const read = (paths: readonly string[], options: ModelOptions = {}): Model => modelOf(readPaths(paths), options);

/**
 * Reads a text, YAML or JSON, and makes a model of its objects.
 * @throws InputError with all faults.
 */
export const readModel = (name: string, text: string, options: ModelOptions = {}): Model => modelOf(readText(name, text), options);

/**
 * Makes a model of objects from a program.
 * @throws InputError with all faults.
 */
export const objectsModel = (objects: readonly unknown[], options: ModelOptions = {}): Model => modelOf(fromObjects(objects), options);
