import type { SourcePosition } from '../../base/faults';
import type { Finding, Severity } from '../../checks';
import { driftAssertions } from '../../cluster/drift/assertions';
import type { Drift, Wanted } from '../../cluster/drift/drift';
import { type FindingsReport, placeOf } from '../findings/report';

/** What the command knows besides the drift. */
export interface DriftContext {
  readonly wanted: Wanted;
  readonly failOn: Severity;
  /** Position of the setting that decides a finding. */
  readonly settingsPlace: (finding: Finding) => SourcePosition | undefined;
  /** Position of the installation in its settings: pipelines show findings there whose objects are in no file. */
  readonly installationPlace: (finding: Finding) => SourcePosition | undefined;
  /** The first settings file. */
  readonly input: string;
  /** Folder to which paths are relative. */
  readonly folder: string;
}

/** Drift in the form of every other report of findings. */
export function driftReport(drift: Drift, { wanted, installationPlace, ...context }: DriftContext): FindingsReport {
  const report = { ...context, command: 'drift', findings: drift.findings, assertions: [] };
  const findings = drift.findings.map((finding): Finding => {
    const position = placeOf(finding, report) === undefined ? installationPlace(finding) : undefined;
    return position ? { ...finding, position } : finding;
  });
  return { ...report, findings, assertions: driftAssertions(wanted, drift.live, findings) };
}
