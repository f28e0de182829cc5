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
}

/** All faults of an input together. Thrown when the input cannot be used; shown without a stack trace. */
export class InputError extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super(faults.map(formatFault).join('\n'));
    this.name = 'InputError';
  }
}

/** One line: `installations/mail.yaml:12:3: expose.imasp: no external port …`. */
export function formatFault(fault: Fault): string {
  const { position, construct, field, message } = fault;
  return [position && `${position.file}:${position.line}:${position.column}`, construct, field, message].filter(Boolean).join(': ');
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
