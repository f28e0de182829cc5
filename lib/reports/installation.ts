import type { Finding, Proof } from '../checks';
import type { Plan } from '../plan';
import { formatExposureJson } from './exposure/json';
import { formatExposureReport } from './exposure/markdown';
import { formatOpenings } from './exposure/openings';

/** The reports of an installation, by file: for readers, and the same for machines. */
export const installationReports = (plan: Plan, proof: Proof): Readonly<Record<string, string>> => ({
  'exposure.md': formatExposureReport(plan, proof, withoutPlace),
  'exposure.json': formatExposureJson(plan, proof, withoutPlace),
  'openings.csv': formatOpenings(plan),
});

/** Lines of files change with every other object; what is found of one does not. */
const withoutPlace = ({ position: _position, object, ...finding }: Finding): Finding => ({
  ...finding,
  ...(object && { object: { apiVersion: object.apiVersion, kind: object.kind, namespace: object.namespace, name: object.name } }),
});
