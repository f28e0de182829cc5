/** The day, as YYYY-MM-DD in universal time: by it waivers end. */
export const today = (): string => new Date().toISOString().slice(0, 10);
