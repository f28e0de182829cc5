/** Forms that pipelines show at the line in question, by the names of the option --format. */
export const annotationFormats = ['sarif', 'junit', 'code-quality', 'github'] as const;

/** A form that pipelines show. */
export type AnnotationFormat = (typeof annotationFormats)[number];

/** Whether a form of something is one that pipelines show. */
export const isAnnotationFormat = (format: string): format is AnnotationFormat => annotationFormats.some((name) => name === format);

/** Formats of findings, by the names of the option --format. They are in a separate file, so that help loads no writer. */
export const findingsFormats = ['text', 'csv', 'json', 'markdown', ...annotationFormats] as const;

/** A format of findings. */
export type FindingsFormat = (typeof findingsFormats)[number];
