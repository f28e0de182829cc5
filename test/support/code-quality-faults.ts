import Ajv from 'ajv';

/**
 * What GitLab's documentation says of an element of a Code Quality report ("Code Quality report format"): no schema of it is published apart. Fields that it
 * does not name are not forbidden there; they are here, since nobody would read them.
 */
const schema = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    additionalProperties: false,
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        additionalProperties: false,
        properties: {
          // Relative to the root of the repository, and not to begin with ./
          path: { type: 'string', minLength: 1, not: { pattern: '^\\./|^<' } },
          lines: {
            type: 'object',
            required: ['begin'],
            additionalProperties: false,
            properties: { begin: { type: 'integer', minimum: 1 }, end: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
} as const;

const isValid = new Ajv({ allErrors: true }).compile(schema);

/** Why a document is not a Code Quality report; empty if it is one. Fingerprints must be unique, and a region must not end before it begins. */
export function codeQualityFaults(text: string): readonly string[] {
  const report: unknown = JSON.parse(text);
  if (!isValid(report)) return (isValid.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
  const fingerprints = elementsOf(report).map(({ fingerprint }) => fingerprint);
  return [
    ...fingerprints.filter((one, index) => fingerprints.indexOf(one) !== index).map((one) => `fingerprint ${one} is not unique`),
    ...elementsOf(report).flatMap(({ location: { lines } }, index) => (lines.end < lines.begin ? [`/${index} ends before it begins`] : [])),
  ];
}

interface Element {
  readonly fingerprint: string;
  readonly location: { readonly lines: { readonly begin: number; readonly end: number } };
}

const elementsOf = (report: unknown): readonly Element[] => (Array.isArray(report) ? report : []);
