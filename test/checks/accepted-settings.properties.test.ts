import fc from 'fast-check';
import { failing, verifyPlan } from '../../lib/checks';
import { loadBalancerProviders } from '../../lib/plan/load-balancers';
import { readText } from '../../lib/reachability';
import { settingsFields } from '../../lib/reports/settings-reference/fields';
import { settingsJsonSchema } from '../../lib/settings/json-schema';
import { renderManifests } from '../../lib/synth/render';
import { arbitraryInstallations } from '../support/arbitrary-installations/installation';
import { type Accepted, mended } from '../support/arbitrary-installations/mended';
import { runs } from '../support/runs';

/** Errors of the proof of what a plan renders. */
const breaches = ({ plan }: Accepted): readonly string[] =>
  failing(verifyPlan(readText('manifests.yaml', renderManifests(plan).stream), plan, '2026-01-01'), 'error').map(
    ({ rule, message }) => `${rule}: ${message}`,
  );

test('whatever the plan accepts, of every provider, way in and option, the proof never refuses', () => {
  fc.assert(
    fc.property(arbitraryInstallations, (props) => {
      const accepted = mended(props);
      if (accepted) expect({ breaches: breaches(accepted), props: accepted.props }).toEqual({ breaches: [], props: accepted.props });
    }),
    { numRuns: runs(30, 8_000), endOnFailure: true },
  );
});

describe('the settings that are generated', () => {
  const samples = fc.sample(arbitraryInstallations, { numRuns: 600, seed: 1 });

  test('have every field there is', () => {
    const known = settingsFields(settingsJsonSchema()).map(({ variant, field }) => `${variant} ${field}`.trim());
    const found = new Set(samples.flatMap((props) => fieldsOf(props, '', '')));
    expect(known.filter((field) => !found.has(field))).toEqual([]);
  });

  test('are accepted for the most part, once what is refused is taken out, with entry points of every kind and provider', () => {
    const accepted = samples.slice(0, 160).flatMap((props) => mended(props) ?? []);
    expect(accepted.length).toBeGreaterThan(130);
    const used = new Set(
      accepted.flatMap(({ props, plan }) =>
        Object.entries(props.entryPoints ?? {})
          .filter(([name]) => plan.exposures.some((exposure) => exposure.kind === 'exposed' && exposure.entryPoint === name))
          .map(([, entryPoint]) => ('provider' in entryPoint && entryPoint.provider ? entryPoint.provider : entryPoint.type)),
      ),
    );
    expect([...used].sort()).toEqual([...Object.keys(loadBalancerProviders), ...ways].sort());
  });
});

const ways = ['Gateway', 'HAProxy', 'Ingress', 'IngressNginx', 'NodePort', 'Traefik'];

/** Maps from free names. */
const named = ['workloads', 'entryPoints', 'expose', 'allow', 'egress.destinations'];

/** The field that says which kind an entry point, an identity or a port has. */
const kinds: Readonly<Record<string, string>> = { 'entryPoints.NAME': 'type', 'egress.identity': 'provider', 'additions.ports[]': 'audience' };

/** The fields of settings in the form of the reference, with the kind of a part before its fields. */
function fieldsOf(value: unknown, path: string, variant: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => fieldsOf(item, `${path}[]`, variant));
  if (typeof value !== 'object' || value === null) return [];
  const [, kind = variant] = Object.entries(value).find(([key]) => key === kinds[path]) ?? [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const field = [path, named.includes(path) ? 'NAME' : key].filter((part) => part !== '').join('.');
    return [`${kind} ${field}`.trim(), ...fieldsOf(inner, field, `${kind}`)];
  });
}
