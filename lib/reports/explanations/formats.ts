import type { ListFormat } from '../connections/formats';
import type { MapFormat } from '../map/formats';

/** Forms of explanations that contain all facts; forms for pipelines are made from findings. */
export type ExplanationFormat = ListFormat | MapFormat;
