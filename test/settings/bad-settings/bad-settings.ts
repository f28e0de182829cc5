/** Settings that are refused, with every line that a person gets to read. */
export interface BadSettings {
  /** What is wrong. */
  readonly title: string;
  readonly yaml: string;
  readonly faults: readonly string[];
}
