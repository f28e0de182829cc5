/** The exports of the package's entries as Markdown, from the sources under `root`: what docs/api.md holds. */
export function formatApi(root: string): string;
