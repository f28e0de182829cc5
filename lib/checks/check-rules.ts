import type { DriftRule } from './drift-rules';

/** Findings about the check itself: it checked nothing, less than expected, or a waiver has no effect. */
export const checkRules = {
  noBluemindPods: {
    name: 'no-bluemind-pods',
    severity: 'warning',
    why: 'Without knowing which pods are BlueMind’s, the command cannot find open ports.',
    mend: 'Name the labels of its pods (--pods app=mail) or the settings of the installation (--settings FILE), or accept manifests without BlueMind (--allow-empty).',
  },
  unprovenInstallation: {
    name: 'unproven-installation',
    severity: 'warning',
    why: 'A check that skips an installation silently looks like a proof of it.',
    mend: 'Name its settings as well.',
  },
  waiverWithoutEffect: {
    name: 'waiver-without-effect',
    severity: 'info',
    why: 'A waiver without effect hides its purpose.',
    mend: 'Correct the waiver, or remove it.',
  },
} as const satisfies Readonly<Record<string, DriftRule>>;
