import type { DriftRule } from './drift-rules';

/** What is said of the check itself: that it looked at nothing, at less than somebody may believe, or that a waiver hides nothing. */
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
