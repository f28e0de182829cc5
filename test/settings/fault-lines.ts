import { formatFault, InputError } from '../../lib/base/faults';
import { planFrom } from '../../lib/plan';
import { parseSettingsDocument } from '../../lib/settings';

/** The lines that a person reads about faults of the input; none if an action finds none. Other errors are bugs and thrown. */
export function faultLines(action: () => unknown): readonly string[] {
  try {
    action();
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.faults.map(formatFault);
  }
}

/** The same of the text of a settings file, `mail.yaml`. */
export const faultLinesOf = (yaml: string): readonly string[] =>
  faultLines(() => {
    const document = parseSettingsDocument('mail.yaml', yaml);
    return planFrom(document.input, document);
  });
