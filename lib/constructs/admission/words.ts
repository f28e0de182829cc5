import type { AdmissionServer } from '../../plan/model';

/** Advice in messages. */
export const howToOpen = {
  expose: 'If you want this, choose the port under expose in the settings, or write an exception under policies.admission with its reason.',
  allow: 'If you want this, admit the peer under allow in the settings, or write an exception under policies.admission with its reason.',
  except: 'If you want this, write an exception under policies.admission in the settings, with its reason.',
} as const;

export const namespacesOf = (servers: readonly AdmissionServer[]): readonly string[] =>
  [...new Set(servers.map(({ namespace }) => namespace))].sort();
