import { readFileSync } from 'node:fs';
import { digestOf } from '../synth/output/fingerprint';

/** The digest of this program: its bundle contains all code that renders. */
export const programDigest = (): string => digestOf([readFileSync(__filename)]);
