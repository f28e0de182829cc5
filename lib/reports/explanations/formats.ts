import type { ListFormat } from '../connections/formats';
import type { MapFormat } from '../map/formats';

/** Forms of explanations that say all that is known of them; what pipelines show is written of findings. */
export type ExplanationFormat = ListFormat | MapFormat;
