/** Forms of a difference, by the names of the option --format. They stand apart, so that help loads no writer. */
export const differenceFormats = ['text', 'csv', 'json', 'markdown', 'sarif', 'junit', 'code-quality', 'github', 'dot', 'mermaid'] as const;

/** A form of a difference. */
export type DifferenceFormat = (typeof differenceFormats)[number];
