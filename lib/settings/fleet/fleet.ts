import type { Fault, FaultUse, SourcePosition } from '../../base/faults';
import type { AmbiguousField } from '../document';
import type { FieldPath } from '../faults';
import type { Layer } from './layers';

/** A file that describes many installations: what they share, and how each differs. */
export interface Fleet {
  readonly base: Base;
  readonly entries: readonly FleetEntry[];
}

/** What the installations share. */
export interface Base extends Layer {
  /** Fields that appear twice. */
  readonly ambiguous: readonly AmbiguousField[];
}

/** An installation of a fleet. */
export interface FleetEntry {
  readonly name: string;
  /** The fields in which it differs from the base. */
  readonly difference: Layer;
  /** Faults that leave unclear what it is. */
  readonly faults: readonly Fault[];
  readonly ambiguous: readonly AmbiguousField[];
  /** Position in the fleet file: of its name, or of the table that has it. */
  readonly position: SourcePosition;
  /** Position of the heading of a column, for an installation of a table. @default - it is written in the fleet file */
  readonly heading?: (path: FieldPath) => SourcePosition;
}

/** The use of a field that is not written at the installation in the fleet file. */
export const useBy = ({ position, name, heading }: FleetEntry, path?: FieldPath): FaultUse => ({
  position,
  installation: name,
  ...(path && heading && { place: heading(path) }),
});
