/** The text of lib/reports/page/assets.ts, made of the files in lib/reports/page/client. */
export function pageAssets(): string;
