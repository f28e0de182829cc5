/** Where in a file something stands. Lines and columns count from 1, as editors do. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Behind its last character. @default - not known */
  readonly end?: Pick<SourcePosition, 'line' | 'column'>;
}

/** Something in the input that must be mended before there can be output. */
export interface Fault {
  /** Where it stands; unset when the input was no file (props of a construct). */
  readonly position?: SourcePosition;
  /** Path of the construct whose props it concerns. @default - the input was a file */
  readonly construct?: string;
  /** The field it concerns, dotted as a reader would write it: `expose.imaps`, `allow[0].from`. */
  readonly field?: string;
  /** What was found, what was expected and how to get there, as one line. */
  readonly message: string;
}

/** Faults of an input, all of them at once. Thrown where the caller gave input that cannot be used; shown without a stack trace. */
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
 * What all steps come to.
 * @throws InputError with the faults of all that fail
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
