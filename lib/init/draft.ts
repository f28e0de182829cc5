import { type Fault, InputError } from '../base/faults';
import { planFrom } from '../plan';
import { parseSettingsDocument } from '../settings';
import type { Answers } from './answers';
import { settingsText, type WaysIn } from './settings-text';

/** The ways in from the simplest on; which of them a provider can do, the plan knows. */
const waysIn: readonly WaysIn[] = [
  { proxyProtocol: false, http: true },
  { proxyProtocol: true, http: true },
  { proxyProtocol: true, http: false },
];

/**
 * A settings file that can be synthesised at once.
 * @param file what the text is called in faults
 * @throws InputError where the answers make none
 */
export function draftSettings(answers: Answers, file: string): string {
  const drafts = waysIn.map((ways) => settingsText(answers, ways)).map((text) => ({ text, faults: faultsOf(text, file) }));
  // Among those with as many faults the later one says what is missing, and not what would be lost.
  const [best] = [...drafts].reverse().sort((a, b) => a.faults.length - b.faults.length);
  if (!best || best.faults.length > 0) throw new InputError(best?.faults ?? []);
  return best.text;
}

function faultsOf(text: string, file: string): readonly Fault[] {
  try {
    const document = parseSettingsDocument(file, text);
    planFrom(document.input, document);
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.faults;
    throw error;
  }
}
