import type { ChecklistItem } from '../../plan';
import type { NetworkMap } from '../map/network-map';

/** The content of a page: installations, or two states of one. */
export interface Page {
  readonly title: string;
  readonly sections: readonly PageSection[];
}

/** An installation, or a comparison. */
export interface PageSection {
  readonly title: string;
  /** The first facts, one sentence for each. */
  readonly facts: readonly string[];
  /** One state, or two states side by side with the same sources and ports. */
  readonly states: readonly PageState[];
  /** The differences, if two states are compared. */
  readonly changes?: readonly PageChange[];
  /** Manual steps. @default - not known */
  readonly checklist?: readonly ChecklistItem[];
}

/** A difference, with its severity in a word. */
export interface PageChange {
  readonly severity: string;
  readonly text: string;
}

/** What is reachable in one state. */
export interface PageState {
  readonly title: string;
  readonly map: NetworkMap;
  /** Connections between components, which would hide the rest of the map. @default - not known */
  readonly inner?: NetworkMap;
  readonly sources: readonly PageSource[];
  /** External ports before internal ones, each by number. */
  readonly rows: readonly PageRow[];
}

/** A column of the matrix. */
export interface PageSource {
  readonly title: string;
  readonly kind: 'outside' | 'workload' | 'any-pod' | 'peer' | 'addresses';
}

/** A port, with the verdict for each source, in the order of the sources. */
export interface PageRow {
  readonly name: string;
  readonly component: string;
  readonly workload: string;
  readonly audience: 'external' | 'internal' | 'proxy-listener' | 'unlisted' | 'loopback';
  /** `TCP 25`, `TCP 5701-5715`. */
  readonly number: string;
  readonly cells: readonly PageCell[];
}

/** The verdict about a source and a port. */
export interface PageCell {
  /** `absent`: this state does not have the source or the port. */
  readonly verdict: 'allowed' | 'denied' | 'unknown' | 'absent';
  /** How many may connect: 0 nobody, 1 known or named pods, 2 parts of the outside or any pod, 3 everyone. */
  readonly heat: 0 | 1 | 2 | 3;
  /** Whether the other state has another verdict. @default false */
  readonly changed?: boolean;
  /** The reason, step by step. */
  readonly steps: readonly PageStep[];
}

/** A step of an explanation. */
export interface PageStep {
  readonly text: string;
  /** Position in the manifests. */
  readonly place?: string;
  /** That line itself. @default - the manifests are not available */
  readonly line?: string;
}
