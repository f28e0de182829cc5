/** The text of lib/reports/page/assets.ts, made of what stands in lib/reports/page/client. */
export function pageAssets(): string;
