import type { Plan } from '../plan/model';

/** Something that values may hold. */
export type HelmValue = string | number | boolean | readonly HelmValue[] | HelmMap;

export interface HelmMap {
  readonly [key: string]: HelmValue;
}

export type ChartName = 'app-template' | 'haproxy' | 'ingress-nginx' | 'kong' | 'prometheus-blackbox-exporter' | 'traefik';

/** What a chart is to be told for one installation: the keys that the plan decides on and no others. */
export interface ChartValues {
  /** Sentences that a reader of the file needs, each a line of its own. */
  readonly comment: readonly string[];
  readonly values: HelmMap;
  /** What the release is to be called, and where it goes. @default - as it is */
  readonly release?: { readonly name: string; readonly namespace: string };
}

/** A Helm chart that values can be rendered for. */
export interface HelmChart {
  readonly name: ChartName;
  /** Versions that the values were written for. */
  readonly versions: string;
  /** How the chart is named on the command line of helm. */
  readonly reference: string;
  /** Entry points that the chart serves, to follow "expose ports through". */
  readonly serves: string;
  /** Its values; none where the plan has nothing for it. */
  readonly values: (plan: Plan) => ChartValues;
}

/** Values of a chart for an installation, ready to be written. */
export interface HelmValues extends ChartValues {
  readonly installation: string;
  readonly chart: ChartName;
  readonly versions: string;
  /** How the chart is named on the command line of helm. */
  readonly reference: string;
}
