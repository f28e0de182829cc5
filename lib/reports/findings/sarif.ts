import type { SourcePosition } from '../../base/faults';
import { printable } from '../../base/printable';
import { connectionRules, type Finding, settingOf } from '../../checks';
import { formatFieldPath, formatReference, type ObjectReference } from '../../reachability';
import { fingerprintsOf } from './fingerprints';
import { type FindingsReport, isFile, placeOf, type RuleText, rulesOf, ruleTitle, uriFrom } from './report';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** The number by which GitHub sorts security findings: high, medium and low on its scale from 0 to 10. */
const securitySeverities = { error: '8.0', warning: '5.0', info: '2.0' } as const;

/** SARIF 2.1.0, in the form that GitHub's code scanning and others read. */
export function formatSarif(report: FindingsReport): string {
  const rules = rulesOf(report.findings);
  const fingerprints = fingerprintsOf(report.findings);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cdk8s-bluemind', rules: rules.map(ruleOf) } },
        automationDetails: { id: `cdk8s-bluemind/${report.command}/` },
        columnKind: 'utf16CodeUnits',
        results: report.findings.map((finding, index) => ({
          ruleId: finding.rule,
          ruleIndex: rules.findIndex(({ name }) => name === finding.rule),
          ...weightOf(finding),
          message: { text: messageText(`${finding.message} ${finding.mend}`) },
          locations: [locationOf(finding, report)],
          ...relatedOf(finding, report),
          ...codeFlowsOf(finding, report),
          partialFingerprints: { primaryLocationLineHash: fingerprints[index] },
          ...(finding.waived && {
            suppressions: [
              {
                kind: 'external',
                status: 'accepted',
                justification: printable(`${finding.waived.reason} (until ${finding.waived.until})`),
              },
            ],
          }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const ruleOf = ({ name, severity, why, mend }: RuleText) => ({
  id: name,
  name: ruleTitle(name)
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(''),
  shortDescription: { text: ruleTitle(name) },
  fullDescription: { text: why },
  help: { text: `${why}\n${mend}`, markdown: `**Why it matters:** ${why}\n\n**How to correct it:** ${mend}` },
  defaultConfiguration: { level: levels[severity] },
  properties: { tags: ['security', 'network', 'kubernetes'], precision: 'very-high', 'security-severity': securitySeverities[severity] },
});

/** A denied connection is an answer, not a problem: SARIF has a kind of result for it, which has no level. */
const weightOf = ({ rule, severity }: Finding) =>
  rule === connectionRules.denied.name && severity === 'info' ? { kind: 'informational', level: 'none' } : { level: levels[severity] };

/** A text in which nothing is a placeholder or a link. */
const messageText = (text: string): string =>
  printable(text)
    .replace(/[{}]/g, '$&$&')
    .replace(/[\\[\]]/g, '\\$&');

const locationOf = (finding: Finding, report: FindingsReport) => ({
  ...physical(placeOf(finding, report) ?? { file: report.input, line: 1, column: 1 }, report),
  ...(finding.object && logical(finding.object)),
});

const physical = ({ file, line, column, end }: SourcePosition, { folder }: FindingsReport) => ({
  physicalLocation: {
    artifactLocation: { uri: uriFrom(folder, file) },
    region: { startLine: line, startColumn: column, endLine: end?.line ?? line, ...(end && { endColumn: end.column }) },
  },
});

const logical = (object: ObjectReference) => ({
  logicalLocations: [{ name: printable(object.name), fullyQualifiedName: printable(formatReference(object)), kind: 'resource' }],
});

/** The objects besides the first, and the line of the settings with the intent. */
function relatedOf(finding: Finding, report: FindingsReport) {
  const settings = report.settingsPlace(finding);
  const related = [
    ...(finding.related ?? []).map((object) => objectLocation(object, report)),
    ...(settings && isFile(settings)
      ? [{ ...physical(settings, report), message: { text: messageText(`Setting that decides it: ${formatFieldPath(settingOf(finding) ?? [])}`) } }]
      : []),
  ];
  return related.length === 0 ? {} : { relatedLocations: related.map((location, id) => ({ id: id + 1, ...location })) };
}

const objectLocation = (object: ObjectReference, report: FindingsReport) => ({
  ...(isFile(object.position) && physical(object.position, report)),
  ...logical(object),
  message: { text: messageText(formatReference(object)) },
});

/** The way through the objects, from outside to inside. */
function codeFlowsOf({ object, position, related = [] }: Finding, report: FindingsReport) {
  if (object === undefined || related.length === 0) return {};
  const chain = [{ ...object, position: position ?? object.position }, ...related];
  return { codeFlows: [{ threadFlows: [{ locations: chain.map((one) => ({ location: objectLocation(one, report) })) }] }] };
}
