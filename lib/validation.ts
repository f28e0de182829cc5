import { existsSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { today } from './base/today';
import { type Finding, failing, nothingLookedAt, type Severity, verifyCatalogue, verifyPlan } from './checks';
import { readPaths, readText } from './reachability';
import { loadPlans } from './synth/installations';
import { renderManifests } from './synth/render';

/** What the cdk8s command hands to a plugin, as far as it is used here; written out so that the package does without cdk8s-cli. */
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

/** Properties of the plugin, as cdk8s.yaml gives them. */
export interface BlueMindValidationProperties {
  /**
   * Settings files against which to hold the manifests. With several installations, each is held against the manifests of the folder that has its
   * name; with one, against all of them.
   * @default - the files of installations/, or the catalogue alone where `catalogue` is true
   */
  readonly settings?: readonly string[];
  /**
   * Holds the manifests against the catalogue alone: pods with these labels are BlueMind's.
   * @default - settings are used
   */
  readonly catalogue?: { readonly release?: '4' | '5'; readonly pods?: Readonly<Record<string, string>> };
  /** Least severe finding that fails the synthesis. @default 'error' */
  readonly failOn?: Severity;
  /**
   * Whether manifests in which nothing is BlueMind's may pass.
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

  /** @param properties null where `properties:` of cdk8s.yaml has nothing below it */
  constructor(properties?: BlueMindValidationProperties | null) {
    this.properties = properties ?? {};
  }

  async validate(context: ValidationContext): Promise<void> {
    const findings = this.verify(context.manifests);
    const { failOn = 'error', allowEmpty = false } = this.properties;
    const nothing = allowEmpty ? undefined : nothingLookedAt(findings);
    const bad = [...new Set([...failing(findings, failOn), ...(nothing ? [nothing] : [])])];
    for (const finding of bad) context.report.addViolation(violation(finding, context.manifests));
    context.report.submit(bad.length > 0 ? 'failure' : 'success', {
      findings: `${findings.length}`,
      waived: `${findings.filter(({ waived }) => waived).length}`,
    });
  }

  private verify(manifests: readonly string[]): readonly Finding[] {
    const { settings = [], catalogue } = this.properties;
    if (catalogue) return verifyCatalogue(readPaths(manifests), catalogue.release ?? '4', catalogue.pods);
    const plans = loadPlans(settings);
    return plans.flatMap((plan) => {
      const own = plans.length === 1 ? manifests : manifests.filter((path) => path.split(sep).includes(plan.installation));
      // A chart's templates are no manifests yet; by its default values they make those of the plan.
      const manifestsOfPlan = own.some(isOfChart) ? readText('templates', renderManifests(plan).stream) : readPaths(own);
      return verifyPlan(manifestsOfPlan, plan, today());
    });
  }
}

const isOfChart = (path: string): boolean => basename(dirname(path)) === 'templates' && existsSync(join(dirname(path), '../Chart.yaml'));

function violation({ rule, message, mend, object, position }: Finding, manifests: readonly string[]): Violation {
  const at = position ?? object?.position;
  return {
    ruleName: rule,
    recommendation: message,
    fix: mend,
    violatingResources: [
      {
        resourceName: object?.name ?? 'BlueMind',
        locations: at ? [`${at.line}:${at.column}`] : [],
        manifestPath: at?.file ?? manifests[0] ?? '',
      },
    ],
  };
}
