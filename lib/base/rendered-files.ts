/** Text files of a folder, by their path in it. */
export type RenderedFiles = Readonly<Record<string, string>>;

/** First line of every rendered file that can hold a comment, by which a later run knows its own output. */
export const renderedBy = '# Rendered by cdk8s-bluemind; edit the settings instead.';

/** Whether the text of a file shows that a run of this tool wrote it. */
export const isOurs = (text: string): boolean => text.startsWith(renderedBy) || text.startsWith(`<!-- ${renderedBy.slice(2)}`);
