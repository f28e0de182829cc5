import type { AdmissionServer } from '../../plan/model';

/** Advice in messages. */
export const howToOpen = {
  expose: 'If it is wanted, choose it under expose in the settings, or write an exception under policies.admission with its reason.',
  allow: 'If it is wanted, admit the peer under allow in the settings, or write an exception under policies.admission with its reason.',
  except: 'If it is wanted, write an exception under policies.admission in the settings, with its reason.',
} as const;

export const namespacesOf = (servers: readonly AdmissionServer[]): readonly string[] =>
  [...new Set(servers.map(({ namespace }) => namespace))].sort();
