import { type Fault, InputError } from '../base/faults';
import { planFrom } from '../plan';
import { parseSettingsDocument } from '../settings';
import type { Answers } from './answers';
import { settingsText, type WaysIn } from './settings-text';

/** The ways in, the simplest first; the plan decides which of them a provider supports. */
const waysIn: readonly WaysIn[] = [
  { proxyProtocol: false, http: true },
  { proxyProtocol: true, http: true },
  { proxyProtocol: true, http: false },
];

/**
 * A settings file that `synth` accepts as it is.
 * @param file name of the text in faults
 * @throws InputError if the answers do not make a valid file
 */
export function draftSettings(answers: Answers, file: string): string {
  const drafts = waysIn.map((ways) => settingsText(answers, ways)).map((text) => ({ text, faults: faultsOf(text, file) }));
  // Of those with equally many faults, the later one says what is missing instead of what would be lost.
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
