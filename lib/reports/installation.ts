import type { Proof } from '../checks';
import type { Plan } from '../plan';
import { exposureOf } from './exposure/exposure';
import { formatExposureJson } from './exposure/json';
import { formatExposureReport } from './exposure/markdown';
import { formatOpenings } from './exposure/openings';

/** The reports of an installation, by file: for readers and as JSON. */
export function installationReports(plan: Plan, proof: Proof): Readonly<Record<string, string>> {
  const exposure = exposureOf(plan, proof);
  return {
    'exposure.md': formatExposureReport(exposure),
    'exposure.json': formatExposureJson(exposure),
    'openings.csv': formatOpenings(plan),
  };
}
