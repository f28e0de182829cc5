import { type Fault, formatFault, InputError } from '../../base/faults';
import { settingsAnnotation } from '../../base/settings-annotation';
import { type Plan, planFrom } from '../../plan';
import { type Manifest, type Manifests, metadataText } from '../../reachability';

/**
 * The plans of installations whose settings were written in code, from the annotation that `BlueMindNetwork` left in the manifests.
 * @throws InputError with every fault
 */
export function plansInCode({ manifests }: Manifests): readonly Plan[] {
  const faults: Fault[] = [];
  const plans = manifests.flatMap((manifest): readonly Plan[] => {
    const text = metadataText(manifest, 'annotations', settingsAnnotation);
    if (text === undefined) return [];
    try {
      return [planFrom(parse(text))];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(...error.faults.map((fault) => atAnnotation(manifest, fault)));
      return [];
    }
  });
  if (faults.length > 0) throw new InputError(faults);
  return plans;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError([{ message: 'is not JSON; render the manifests again' }]);
  }
}

function atAnnotation({ locateKey }: Manifest, fault: Fault): Fault {
  const position = locateKey(['metadata', 'annotations', settingsAnnotation]);
  return { ...(position && { position }), field: `annotation ${settingsAnnotation}`, message: formatFault(fault) };
}
