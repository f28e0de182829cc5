/** Text files of a folder, by their path in it. */
export type RenderedFiles = Readonly<Record<string, string>>;

/** The same files in a folder. */
export const within = (folder: string, files: RenderedFiles): RenderedFiles =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

/** First line of every rendered file that can contain a comment. A later run recognises its own output by this line. */
export const renderedBy = '# Rendered by cdk8s-bluemind; edit the settings instead.';

/** Whether the text of a file, or its beginning, shows that a run of this tool wrote it. */
export const isOurs = (text: string): boolean => text.startsWith(renderedBy) || text.startsWith(`<!-- ${renderedBy.slice(2)}`);

/** Rendered files that cannot contain a comment. A later run recognises them by their names. */
export const filesWithoutMark: readonly string[] = ['exposure.json', 'openings.csv', 'values.schema.json', 'NOTES.txt'];

/** File beside rendered folders that records which settings they were rendered from. */
export const recordName = '.cdk8s-bluemind';

/** Folder beside rendered folders that tells a later run which installations it need not render again. */
export const stateName = '.cdk8s-bluemind.cache';

/** Folder beside rendered folders that exists while a run changes them, and after a run that was killed. */
export const workName = '.cdk8s-bluemind.work';

/**
 * Whether a file or folder belongs to a run and is not output: runs keep it beside their output, or left it when they were killed. 0.1.0 left `.NAME.new` and
 * `.NAME.old`.
 */
export const isBookkeeping = (name: string): boolean =>
  name === recordName || name === stateName || name === workName || /^\.[a-z][-a-z0-9]*\.(new|old)$/.test(name);
