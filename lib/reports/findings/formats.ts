/** Forms of findings, by the names of the option --format. They stand apart, so that help loads no writer. */
export const findingsFormats = ['text', 'json', 'markdown', 'sarif', 'junit', 'code-quality', 'github'] as const;

/** A form of findings. */
export type FindingsFormat = (typeof findingsFormats)[number];
