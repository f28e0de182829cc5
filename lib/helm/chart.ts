import type { Plan } from '../plan/model';

/** Something that values may hold. */
export type HelmValue = string | number | boolean | readonly HelmValue[] | HelmMap;

export interface HelmMap {
  readonly [key: string]: HelmValue;
}

export type ChartName = 'app-template' | 'haproxy' | 'ingress-nginx' | 'kong' | 'prometheus-blackbox-exporter' | 'traefik';

/** Values of a chart for one installation: only the keys that the plan decides. */
export interface ChartValues {
  /** Sentences that a reader of the file needs, one for each line. */
  readonly comment: readonly string[];
  readonly values: HelmMap;
  /** Name and namespace that the release must have. @default - any */
  readonly release?: { readonly name: string; readonly namespace: string };
}

/** A Helm chart that values can be rendered for. */
export interface HelmChart {
  readonly name: ChartName;
  /** Versions that the values were written for. */
  readonly versions: string;
  /** Name of the chart on the command line of helm. */
  readonly reference: string;
  /** What the chart serves; follows "the chart is for" in a sentence. */
  readonly serves: string;
  /** Its values; none if the plan has nothing for it. */
  readonly values: (plan: Plan) => ChartValues;
}

/** Values of a chart for an installation, ready to be written. */
export interface HelmValues extends ChartValues {
  readonly installation: string;
  readonly chart: ChartName;
  readonly versions: string;
  /** Name of the chart on the command line of helm. */
  readonly reference: string;
}
