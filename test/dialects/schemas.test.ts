import { readFileSync } from 'node:fs';
import Ajv, { type ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { parse as parseYaml } from 'yaml';
import { planFrom } from '../../lib/plan';
import type { InstallationProps } from '../../lib/settings';
import { renderManifests } from '../../lib/synth/render';
import { parse } from '../support/render';
import { runs } from '../support/runs';
import { schemaFaults, sharedPath, testWithSchemas, testWithShared } from '../support/shared';
import { acceptedPlan, dialects, inDialect, settingsOfAllKinds } from './support';

/** A schema with every field that it does not name refused. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, ['anyOf', 'oneOf', 'allOf'].includes(key) ? value : closed(value)]),
  );
  if ('x-kubernetes-int-or-string' in inner) return { type: ['integer', 'string'] };
  return 'properties' in inner && !('additionalProperties' in inner) ? { ...inner, additionalProperties: false } : inner;
}

const read = (file: string): string => readFileSync(sharedPath(`schemas/${file}`), 'utf8');
const ofCustomResource = (file: string): unknown => parseYaml(read(file)).spec.versions[0].schema.openAPIV3Schema;
const compile = (schema: unknown): ValidateFunction =>
  // Metadata is the API server's own, and Go's regular expressions are not all JavaScript's.
  new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(
    JSON.parse(
      JSON.stringify(closed(schema), (key, value) => (key === 'metadata' && value?.type === 'object' ? {} : key === 'pattern' ? undefined : value)),
    ),
  );

const validators = (): Readonly<Record<string, ValidateFunction>> => ({
  'cilium.io/v2 CiliumNetworkPolicy': compile(JSON.parse(read('json/cilium.io_ciliumnetworkpolicy_v2.json'))),
  'projectcalico.org/v3 NetworkPolicy': compile(ofCustomResource('crds/projectcalico.org_networkpolicies.yaml')),
  'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy': compile(ofCustomResource('crds/policy.networking.k8s.io_clusternetworkpolicies.yaml')),
});

const guarded = (settings: InstallationProps): InstallationProps => ({
  ...settings,
  policies: { ...settings.policies, guard: 'clusterNetworkPolicy' },
});

testWithShared('schemas', 'every policy fits the schema of its kind, over generated settings', () => {
  const known = validators();
  fc.assert(
    fc.property(settingsOfAllKinds, fc.constantFrom(...dialects), (settings, dialect) => {
      fc.pre(acceptedPlan(settings) !== undefined);
      const plan = acceptedPlan(guarded(inDialect(settings, dialect)));
      fc.pre(plan !== undefined);
      for (const object of parse(renderManifests(plan).stream)) {
        const { apiVersion, kind, metadata } = object;
        const validate = known[`${apiVersion} ${kind}`];
        if (validate && !validate(object)) throw new Error(`${kind} ${metadata.name}: ${JSON.stringify(validate.errors)}`);
      }
    }),
    { numRuns: runs(6, 400) },
  );
});

testWithSchemas('the API server would take every object', () => {
  // Each in a namespace of its own, so that no name appears twice.
  const files = fc.sample(settingsOfAllKinds, { numRuns: runs(5, 24), seed: 7 }).flatMap((settings, index) =>
    dialects.flatMap((dialect) => {
      const namespace = `mail-${dialect}-${index}`;
      if (!acceptedPlan(settings)) return [];
      return [[`${namespace}.yaml`, renderManifests(planFrom({ ...guarded(inDialect(settings, dialect)), namespace })).stream]];
    }),
  );
  expect(schemaFaults(Object.fromEntries(files))).toEqual([]);
});
