import { setOwn } from '../../base/own';
import { isObject } from '../input/fields';
import type { Manifest } from '../input/manifest';
import { misfitsOf } from '../schemas/misfits';
import { kindsRead } from './kinds';

const read: ReadonlySet<string> = new Set(kindsRead);

/** A manifest without its large fields that are never read, so that a hundred megabytes of manifests fit into memory. */
export function lean(manifest: Manifest): Manifest {
  const { value, group, reference } = manifest;
  return { ...manifest, misfits: misfitsOf(manifest), value: without(value, read.has(`${group}/${reference.kind}`) ? bulk : bulkOfOthers) };
}

/** Fields to leave out, as a tree; `true` is the whole field. */
interface Bulk {
  readonly [field: string]: true | Bulk;
}

const container: Bulk = {
  args: true,
  command: true,
  env: true,
  envFrom: true,
  image: true,
  imagePullPolicy: true,
  lifecycle: true,
  livenessProbe: true,
  readinessProbe: true,
  resources: true,
  securityContext: true,
  startupProbe: true,
  terminationMessagePath: true,
  terminationMessagePolicy: true,
  volumeDevices: true,
  volumeMounts: true,
};

const podSpec: Bulk = {
  affinity: true,
  containers: container,
  ephemeralContainers: true,
  imagePullSecrets: true,
  initContainers: container,
  securityContext: true,
  tolerations: true,
  topologySpreadConstraints: true,
  volumes: true,
};

const podTemplate: Bulk = { template: { spec: podSpec } };

/** Fields of many kinds: fields with these names at these places have the same meaning in all kinds. */
const bulk: Bulk = {
  metadata: { managedFields: true, annotations: { 'kubectl.kubernetes.io/last-applied-configuration': true } },
  spec: { ...podSpec, ...podTemplate, volumeClaimTemplates: true, jobTemplate: { spec: podTemplate } },
  status: { conditions: true, containerStatuses: true, ephemeralContainerStatuses: true, initContainerStatuses: true },
};

/** For kinds that reachability does not read: the data of Secrets, and the schemas of custom resources. */
const bulkOfOthers: Bulk = { ...bulk, data: true, stringData: true, spec: { ...podSpec, ...podTemplate, versions: true } };

/** The value without the fields of the table; of a list, each item without them. */
function without(value: unknown, fields: Bulk): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => without(item, fields));
  if (!isObject(value)) return value;
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const inner = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (inner !== true) setOwn(kept, name, inner === undefined ? value[name] : without(value[name], inner));
  }
  return kept;
}
