import {
  anyPod,
  connectivity,
  formatPorts,
  imaginedPods,
  type Model,
  type ModelOptions,
  namespaceOf,
  objectsModel,
  type Party,
  type PortDoubt,
  parseAddressSet,
} from '../../lib/reachability';

/** A server in namespace b, and who may ask for it. */
const server = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'server', namespace: 'b', labels: { app: 'server' } },
  spec: { containers: [{ name: 'main', ports: [{ name: 'web', containerPort: 8080 }] }] },
};
const hostPod = { ...server, metadata: { ...server.metadata, name: 'on-host' }, spec: { ...server.spec, hostNetwork: true } };
const team = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'a', labels: { team: 'x' } },
};

export const parties = {
  friend: imaginedPods(namespaceOf('b'), new Map([['app', 'client']])),
  stranger: imaginedPods(namespaceOf('b'), new Map([['app', 'other']])),
  elsewhere: imaginedPods(namespaceOf('a', new Map([['team', 'x']])), new Map([['app', 'client']])),
  any: anyPod,
  hostNetwork: imaginedPods(namespaceOf('a'), new Map([['app', 'client']]), true),
  node: { kind: 'node' },
  outside: { kind: 'addresses', addresses: parseAddressSet('192.0.2.7') ?? [] },
  far: { kind: 'addresses', addresses: parseAddressSet('198.51.100.7') ?? [] },
} as const satisfies Readonly<Record<string, Party>>;
export type PartyName = keyof typeof parties;

const modelWith = (policies: readonly unknown[], options: ModelOptions): Model => objectsModel([team, server, hostPod, ...policies], options);

const serverOf = (model: Model) => model.ends.find(({ title }) => title === 'b/server[Pod]')?.groups[0] ?? anyPod;

const show = ({ allowed, unknown }: ReturnType<typeof connectivity>): string =>
  unknown.length === 0
    ? formatPorts(allowed)
    : allowed.length === 0
      ? `? ${formatPorts(unknown)}`
      : `${formatPorts(allowed)} ? ${formatPorts(unknown)}`;

/** What a party reaches of the server. A question mark marks what is unknown. */
export const reached = (policies: readonly unknown[], from: PartyName, options: ModelOptions = {}): string => {
  const model = modelWith(policies, options);
  return show(connectivity(model, parties[from], serverOf(model)));
};

/** What the server reaches of a party. */
export const reaches = (policies: readonly unknown[], to: PartyName, options: ModelOptions = {}): string => {
  const model = modelWith(policies, options);
  return show(connectivity(model, serverOf(model), parties[to]));
};

/** What a party reaches of a pod on the network of its node. */
export const reachedOnHost = (policies: readonly unknown[], from: PartyName): string => {
  const model = modelWith(policies, {});
  return show(connectivity(model, parties[from], model.ends.find(({ title }) => title === 'b/on-host[Pod]')?.groups[0] ?? anyPod));
};

export const doubts = (policies: readonly unknown[], from: PartyName): readonly PortDoubt['reason'][] => {
  const model = modelWith(policies, {});
  return connectivity(model, parties[from], serverOf(model)).doubts.map(({ reason }) => reason);
};

/** A NetworkPolicy of Kubernetes for the server. */
export const networkPolicy = (ingress: readonly unknown[]) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'kubernetes', namespace: 'b' },
  spec: { podSelector: {}, policyTypes: ['Ingress'], ingress },
});
