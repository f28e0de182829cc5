/** Every rendered field that names another object is known to kustomize, or is in its configuration, or there is a reason why it need not be. */
import fc from 'fast-check';
import { planFrom } from '../../lib/plan';
import type { InstallationProps } from '../../lib/settings';
import { kustomizeConfiguration } from '../../lib/synth/name-references';
import { renderManifests } from '../../lib/synth/render';
import { arbitraryInstallations } from '../support/arbitrary-installations/installation';
import { mended } from '../support/arbitrary-installations/mended';
import { faults, parse, type Rendered } from '../support/render';
import { runs } from '../support/runs';

const told = new Set(
  kustomizeConfiguration.nameReference.flatMap(({ fieldSpecs }) => fieldSpecs.map(({ kind, path }) => `${kind} ${path.replaceAll('\\/', '~')}`)),
);

/** kustomize's own. */
const known = new Set(['Ingress spec/rules/http/paths/backend/service/name', 'ValidatingAdmissionPolicyBinding spec/policyName']);

/** Names of hosts, which kustomize cannot change. */
const beyond = new Set(['DestinationRule spec/host', 'Probe spec/targets/staticConfig/static']);

/**
 * Names of Secrets that cert-manager writes. No Secret is rendered, so kustomize changes none of these: all of them keep one name, and go on to agree.
 */
const keptTogether = new Set([
  'Certificate spec/secretName',
  'Gateway spec/listeners/tls/certificateRefs/name',
  'Ingress spec/tls/secretName',
  'IngressRoute spec/tls/secretName',
  'IngressRouteTCP spec/tls/secretName',
  'ListenerSet spec/listeners/tls/certificateRefs/name',
]);

const explained = [told, known, beyond, keptTogether];

/** Texts with the way to each; a slash within a name is a tilde. */
function* texts(value: unknown, path: string): Generator<readonly [string, string]> {
  if (Array.isArray(value)) for (const inner of value) yield* texts(inner, path);
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) yield* texts(inner, `${path}${path === '' ? '' : '/'}${name.replaceAll('/', '~')}`);
  else if (typeof value === 'string') yield [path, value];
}

const objectsWith = (settings: InstallationProps, namePrefix: string): readonly Rendered[] =>
  parse(renderManifests(planFrom({ ...settings, namePrefix })).stream);

/** The fields that a prefix changes, apart from the name itself: those whose text begins with the name of another object. */
function changedFields(settings: InstallationProps): readonly string[] {
  const [plain, prefixed] = [objectsWith(settings, 'pq'), objectsWith(settings, 'x-pq')];
  const keyOf = ({ kind, metadata: { namespace, name } }: Rendered) => `${kind} ${namespace} ${name.replace('x-pq', 'pq')}`;
  const twins = new Map(prefixed.map((object) => [keyOf(object), object]));
  return plain.flatMap((object) => {
    const theirs = [...texts(twins.get(keyOf(object)), '')];
    return [...texts(object, '')].flatMap(([path, value], index) =>
      path !== 'metadata/name' && theirs[index]?.[1] === `x-${value}` ? [`${object.kind} ${path}`] : [],
    );
  });
}

test('every such field of any installation is known, configured, or has its reason', () => {
  fc.assert(
    fc.property(arbitraryInstallations, (given) => {
      const props = mended(given)?.props;
      fc.pre(props !== undefined && faults({ ...props, namePrefix: 'x-pq' }).length === 0);
      const wrong = changedFields(props ?? given).filter((field) => !explained.some((fields) => fields.has(field)));
      expect(wrong).toEqual([]);
    }),
    { numRuns: runs(4, 200) },
  );
});
