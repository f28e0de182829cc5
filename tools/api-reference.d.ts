/** The exports of the package's entries as Markdown, from the sources under `root`: the content of docs/api.md. */
export function formatApi(root: string): string;
