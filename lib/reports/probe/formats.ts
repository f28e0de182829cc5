/** Formats of the results of probes, by the names of the option --format. They are in a separate file, so that help loads no writer. */
export const probeFormats = ['text', 'csv', 'json', 'markdown', 'junit'] as const;

/** A format of the results of probes. */
export type ProbeFormat = (typeof probeFormats)[number];
