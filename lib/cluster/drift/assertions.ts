import { type Assertion, assertionsOf, driftRules, type Finding } from '../../checks';
import { formatReference, type ObjectReference } from '../../reachability';
import { identityOf } from './compare';
import type { Wanted } from './drift';
import type { Live } from './live';

/** Rules that compare one rendered object with the cluster. */
const ofOneObject: readonly string[] = [
  driftRules.objectMissing,
  driftRules.kindNotServed,
  driftRules.objectChanged,
  driftRules.objectTerminating,
].map(({ name }) => name);

/** Rules about everything else in the cluster. */
const ofOthers: readonly string[] = [driftRules.objectLeftOver, driftRules.wayInAdded, driftRules.policyAdded].map(({ name }) => name);

/**
 * Every sentence that should be true of a cluster: each rendered object is there as rendered, and no rule has other findings. Objects that could not be
 * read have no sentence.
 */
export function driftAssertions({ rendered }: Wanted, { notAllowed }: Live, findings: readonly Finding[]): readonly Assertion[] {
  const ofObjects = rendered.flatMap(({ installation, manifests }) =>
    manifests
      .filter(({ group, reference: { kind } }) => !notAllowed.some((one) => one.group === group && one.kind === kind))
      .map(
        ({ reference }): Assertion => ({
          sentence: `${formatReference(reference)} is in the cluster as rendered`,
          subject: 'objects',
          installation,
          findings: findings.filter((finding) => finding.installation === installation && isAbout(finding, reference)),
        }),
      ),
  );
  const told = new Set(ofObjects.flatMap((assertion) => assertion.findings));
  return [
    ...ofObjects,
    ...assertionsOf(
      findings.filter((finding) => !told.has(finding)),
      [],
      ofOthers,
    ),
  ];
}

const isAbout = ({ rule, object, related = [] }: Finding, reference: ObjectReference): boolean =>
  ofOneObject.includes(rule) && [...(object ? [object] : []), ...related].some((one) => identityOf(one) === identityOf(reference));
