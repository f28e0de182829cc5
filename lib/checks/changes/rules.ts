import type { DriftRule } from '../drift-rules';

const kinds = ['added', 'removed', 'changed'] as const;

type ChangeName = `${'connection' | 'exposure' | 'workload' | 'service' | 'policy'}-${(typeof kinds)[number]}` | 'connection-unknown';

const opening = {
  why: 'A connection that opens is one more way for an intruder, and perhaps nobody intended it.',
  mend: 'Check that somebody needs it; else narrow the policy that admits it.',
};
const closing = { why: 'Clients that used the connection no longer work.', mend: 'Check that nothing needs it.' };
const wayIn = {
  why: 'A reviewer must not miss a change of what clients outside can reach.',
  mend: 'Choose it under `expose`, or revert the change.',
};
const object = {
  why: 'Something that depends on the object may work differently, although no connection changes.',
  mend: 'Check that the change is intended.',
};

const texts: Readonly<Record<ChangeName, Omit<DriftRule, 'name'>>> = {
  'exposure-added': { severity: 'error', ...wayIn },
  'exposure-changed': { severity: 'warning', ...wayIn },
  'exposure-removed': {
    severity: 'info',
    why: 'Clients outside that used the way in can no longer connect.',
    mend: 'Check that no client needs it; else choose it under `expose` again.',
  },
  'connection-added': { severity: 'warning', ...opening },
  'connection-changed': { severity: 'warning', ...opening },
  'connection-removed': { severity: 'info', ...closing },
  'connection-unknown': {
    severity: 'warning',
    why: 'An undecided connection may be open.',
    mend: 'Give the objects or the option that the reason names, and compare again.',
  },
  'workload-added': { severity: 'info', ...object },
  'workload-removed': { severity: 'info', ...object },
  'workload-changed': { severity: 'info', ...object },
  'service-added': { severity: 'info', ...object },
  'service-removed': { severity: 'info', ...object },
  'service-changed': { severity: 'info', ...object },
  'policy-added': { severity: 'info', ...object },
  'policy-removed': { severity: 'info', ...object },
  'policy-changed': { severity: 'info', ...object },
};

/** Texts of the findings about connections of one state, by the answer. */
export const connectionRules = {
  allowed: {
    name: 'connection-allowed',
    severity: 'info',
    why: 'Everyone who reaches a port can use the service behind it.',
    mend: 'If nobody needs the connection, narrow the policy that admits it.',
  },
  denied: {
    name: 'connection-denied',
    severity: 'info',
    why: 'Clients that need the connection do not work.',
    mend: 'If somebody needs the connection, choose it under `expose` or `allow`.',
  },
  unknown: {
    name: 'connection-undecided',
    severity: 'warning',
    why: 'An undecided connection may be open.',
    mend: 'Give the objects or the option that the reason names, and ask again.',
  },
  unintended: {
    name: 'connection-not-intended',
    severity: 'error',
    why: 'The settings do not intend the connection, so nobody reviewed it.',
    mend: 'Choose it under `expose` or `allow`, or narrow the policy that admits it.',
  },
} as const satisfies Readonly<Record<string, DriftRule>>;

/** Rules for changes between two states, by kind. Their severity is that of the change. */
export const changeRules = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { name, ...text }])) as Readonly<
  Record<ChangeName, DriftRule>
>;
