import { loadBalancerProviders } from '../../plan/load-balancers';
import type { EntryPointSettings } from '../../settings';
import type { JsonObject } from '../templates/json';
import type { TextsField } from './field';

/** Prefixes of annotations, besides those of the PROXY protocol, on which policies and the client address depend, by provider. */
const decisiveByProvider: Readonly<Record<string, readonly string[]>> = {
  aws: ['service.beta.kubernetes.io/aws-load-balancer-target-group-attributes', 'service.beta.kubernetes.io/aws-load-balancer-subnets'],
  digitalocean: ['service.beta.kubernetes.io/do-loadbalancer-type'],
};

/** Prefixes of annotations that only settings may set, since other objects depend on them, too. */
function decisive(settings: EntryPointSettings): readonly string[] {
  const own = ['cdk8s-bluemind/'];
  if (settings.type !== 'LoadBalancer') return own;
  const { proxyProtocol } = loadBalancerProviders[settings.provider];
  return [...own, ...(proxyProtocol.kind === 'none' ? [] : proxyProtocol.annotations), ...(decisiveByProvider[settings.provider] ?? [])];
}

/** The annotations of an entry point; those on which other objects depend stay in the settings. */
export function annotationsField(settings: EntryPointSettings): TextsField {
  const beginnings = decisive(settings);
  const isDecisive = (key: string) => beginnings.some((beginning) => key.startsWith(beginning));
  const parts = (wanted: boolean) => Object.fromEntries(Object.entries(settings.annotations).filter(([key]) => isDecisive(key) === wanted));
  return {
    kind: 'texts',
    path: ['annotations'],
    description: 'Annotations of the objects of this way in; they take precedence over those that cdk8s-bluemind sets.',
    value: parts(false),
    set: (current, annotations) => ({ ...current, annotations: { ...parts(true), ...annotations } }),
    schema: annotationsSchema(beginnings),
  };
}

const annotationsSchema = (refused: readonly string[]): JsonObject => ({
  type: 'object',
  propertyNames: { pattern: '^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$' },
  patternProperties: Object.fromEntries(refused.map((beginning) => [`^${beginning.replaceAll('.', '\\.')}`, false])),
  additionalProperties: { type: 'string' },
});
