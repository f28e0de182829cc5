import { readFileSync } from 'node:fs';
import { digestOf } from '../synth/output/fingerprint';

/** The digest of this program: its bundle holds everything that renders. */
export const programDigest = (): string => digestOf([readFileSync(__filename)]);
