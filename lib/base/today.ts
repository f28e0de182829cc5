/** Today as YYYY-MM-DD in UTC. Waivers are compared with it. */
export const today = (): string => new Date().toISOString().slice(0, 10);
