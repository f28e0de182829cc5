import { type Fault, formatFault, InputError } from './base/faults';
import { type Finding, failing, nothingLookedAt, type Severity, verifyCatalogue } from './checks';
import { type AssumptionOptions, assumptionOptions, readPaths } from './reachability';
import { checkProperties } from './validation/properties';
import { verifyApp } from './validation/verify';

/** What the cdk8s command passes to a plugin, as far as it is used here; written out so that the package does not need cdk8s-cli. */
export interface ValidationContext {
  /** Paths of the rendered files. */
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: Violation): void;
    submit(status: 'success' | 'failure', metadata?: Record<string, string>): void;
  };
}

interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly { readonly resourceName: string; readonly locations: readonly string[]; readonly manifestPath: string }[];
}

/** Properties of the plugin in cdk8s.yaml: the assumptions are the same as the options of the commands. */
export interface BlueMindValidationProperties extends AssumptionOptions {
  /**
   * Settings files of the installations among the manifests. Each is checked against everything that the app synthesises, since other policies and Services
   * of others may concern its pods; a folder that this tool's own commands rendered is checked only against the installation of its name.
   * `BlueMindNetwork` leaves its props in the manifests, so it needs no file.
   * @default - the settings that were written in code, else the files of installations/; none if `catalogue` is given
   */
  readonly settings?: readonly string[];
  /**
   * Checks the manifests only against the catalogue: pods with these labels are BlueMind's.
   * @default - settings are used
   */
  readonly catalogue?: { readonly release?: '4' | '5'; readonly pods?: Readonly<Record<string, string>> };
  /** Least severe finding that fails the synthesis. @default 'error' */
  readonly failOn?: Severity;
  /**
   * Whether manifests without any object of BlueMind pass.
   * @default false
   */
  readonly allowEmpty?: boolean;
}

/**
 * Validation plugin of the cdk8s command: proves from the rendered manifests who can reach what, and fails `cdk8s synth` on a breach.
 *
 * @example
 * validations:
 *   - package: ./node_modules/cdk8s-bluemind
 *     version: 0.1.0
 *     class: BlueMindValidation
 *     properties: { settings: [installations/mail.yaml] }
 */
export class BlueMindValidation {
  private readonly properties: BlueMindValidationProperties;

  /** @param properties null if `properties:` in cdk8s.yaml is empty */
  constructor(properties?: BlueMindValidationProperties | null) {
    this.properties = properties ?? {};
  }

  async validate({ manifests, report }: ValidationContext): Promise<void> {
    const { failOn = 'error', allowEmpty = false } = this.properties ?? {};
    let findings: readonly Finding[];
    try {
      checkProperties(this.properties);
      findings = this.verify(manifests);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const fault of error.faults) report.addViolation(inputViolation(fault, manifests));
      return report.submit('failure', { faults: `${error.faults.length}` });
    }
    const nothing = allowEmpty ? undefined : nothingLookedAt(findings);
    const bad = new Set([...failing(findings, failOn), ...(nothing ? [nothing] : [])]);
    const said = findings.filter(({ rule }) => rule === 'unproven-installation');
    for (const finding of new Set([...bad, ...said])) report.addViolation(violation(finding, manifests));
    report.submit(bad.size > 0 ? 'failure' : 'success', {
      findings: `${findings.length}`,
      waived: `${findings.filter(({ waived }) => waived).length}`,
    });
  }

  private verify(manifests: readonly string[]): readonly Finding[] {
    const { settings = [], catalogue, failOn: _failOn, allowEmpty: _allowEmpty, ...assumptions } = this.properties;
    return catalogue
      ? verifyCatalogue(readPaths(manifests), catalogue.release ?? '4', catalogue.pods, assumptions)
      : verifyApp(manifests, settings, assumptions);
  }
}

function violation({ rule, message, mend, object, position }: Finding, manifests: readonly string[]): Violation {
  const at = position ?? object?.position;
  return {
    ruleName: rule,
    recommendation: withProperties(message),
    fix: withProperties(mend),
    violatingResources: [
      {
        resourceName: object?.name ?? 'BlueMind',
        locations: at ? [`${at.line}:${at.column}`] : [],
        manifestPath: at?.file ?? manifests[0] ?? '',
      },
    ],
  };
}

/** Findings name options of the commands; in the plugin these are properties. */
const withProperties = (text: string): string =>
  Object.entries({ ...assumptionOptions, settings: '--settings', allowEmpty: '--allow-empty', 'catalogue.pods': '--pods' }).reduce(
    (changed, [property, option]) => changed.replace(new RegExp(`${option}(?![\\w-])`, 'g'), property),
    text,
  );

/** Invalid input fails the synthesis, like a breach. */
const inputViolation = ({ position, ...fault }: Fault, manifests: readonly string[]): Violation => ({
  ruleName: 'unusable-input',
  recommendation: formatFault({ ...fault, ...(position && { position }) }),
  fix: 'Correct these errors; nothing was proved.',
  violatingResources: [
    {
      resourceName: 'BlueMind',
      locations: position ? [`${position.line}:${position.column}`] : [],
      manifestPath: position?.file ?? manifests[0] ?? '',
    },
  ],
});
