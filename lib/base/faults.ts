/** A position in a file. Lines and columns count from 1, as editors do. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The position after its last character. @default - not known */
  readonly end?: Pick<SourcePosition, 'line' | 'column'>;
}

/** Something in the input that you must correct before there can be output. */
export interface Fault {
  /** Its position; unset when the input was not a file (props of a construct). */
  readonly position?: SourcePosition;
  /** Path of the construct whose props it concerns. @default - the input was a file */
  readonly construct?: string;
  /** The field it concerns, dotted as a reader would write it: `expose.imaps`, `allow[0].from`. */
  readonly field?: string;
  /** What was found, what was expected and what to do, in one line. */
  readonly message: string;
  /** Which installation uses a value that is in another place. @default - none other than the one at the position */
  readonly usedBy?: FaultUse;
}

/** The use of a value that several installations may share. */
export interface FaultUse {
  /** Where the installation, or the use of the file, is written. */
  readonly position: SourcePosition;
  /** Name of the installation. @default - the fault concerns the file as a whole */
  readonly installation?: string;
  /** Place that the same faults of several installations have in common. @default - the position of the fault */
  readonly place?: SourcePosition;
  /** How many further installations have the same fault. @default 0 */
  readonly others?: number;
}

/** All faults of an input together, each shared one once. Thrown when the input cannot be used; shown without a stack trace. */
export class InputError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const told = sharedOnce(faults);
    super(told.map(formatFault).join('\n'));
    this.faults = told;
    this.name = 'InputError';
  }
}

/** One line: `installations/mail.yaml:12:3: expose.imasp: no external port …`. */
export function formatFault(fault: Fault): string {
  const { position, construct, field, message, usedBy } = fault;
  const line = [position && at(position), construct, field, message].filter(Boolean).join(': ');
  return usedBy ? `${line} (${describeUse(usedBy)})` : line;
}

const at = ({ file, line, column }: SourcePosition): string => `${file}:${line}:${column}`;

function describeUse({ position, installation, others = 0 }: FaultUse): string {
  const name = installation === undefined ? '' : ` '${installation}'`;
  const more = others === 0 ? '' : ` and ${others} other ${others === 1 ? 'installation' : 'installations'}`;
  return `used by ${at(position)}${name}${more}`;
}

/** The faults, where the same fault of a value that several installations use is one, with their number. */
export function sharedOnce(faults: readonly Fault[]): readonly Fault[] {
  const result = new Map<string, Fault>();
  faults.forEach((fault, index) => {
    const { usedBy, position, field, message } = fault;
    const place = usedBy?.place ?? position;
    const key = usedBy && place ? JSON.stringify([at(place), field, message]) : String(index);
    const known = result.get(key);
    const others = (known?.usedBy?.others ?? 0) + 1 + (usedBy?.others ?? 0);
    result.set(key, known?.usedBy ? { ...known, usedBy: { ...known.usedBy, others } } : fault);
  });
  return [...result.values()];
}

/**
 * The results of all steps.
 * @throws InputError with the faults of all steps that fail
 */
export function everyResult<Result>(steps: readonly (() => Result)[]): readonly Result[] {
  const faults: Fault[] = [];
  const results = steps.flatMap((step) => {
    try {
      return [step()];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(...error.faults);
      return [];
    }
  });
  if (faults.length > 0) throw new InputError(faults);
  return results;
}
