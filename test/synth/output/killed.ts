import fs from 'node:fs';

/** What changes the file system; a run is killed before one of these, or one of these fails. */
const effects = ['writeFileSync', 'renameSync', 'mkdirSync', 'copyFileSync', 'rmSync', 'rmdirSync'] as const;

/** Thrown in place of the end of a process. */
class Killed extends Error {}

/** Runs an action with every effect on the file system counted. */
function counted(action: () => void, before: (nth: number) => void): number {
  let count = 0;
  const spies = effects.map((name) => {
    const original: (...args: never[]) => unknown = fs[name];
    return jest.spyOn(fs, name).mockImplementation((...args: unknown[]) => {
      count += 1;
      before(count);
      Reflect.apply(original, fs, args);
      return undefined;
    });
  });
  try {
    action();
    return count;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** How many effects an action has. */
export const effectsOf = (action: () => void): number => counted(action, () => undefined);

/** Runs an action as if its process were killed before its nth effect: neither that nor anything later happens, whatever it tries. */
export function killedBefore(nth: number, action: () => void): void {
  try {
    counted(action, (count) => {
      if (count >= nth) throw new Killed();
    });
  } catch (error) {
    // What the action makes of it, such as another error, does not matter: its process is gone.
    if (!(error instanceof Error)) throw error;
  }
}

/** Runs an action whose nth effect fails as the system says by a code, and no other. */
export function failingAt(nth: number, code: string, action: () => void): void {
  counted(action, (count) => {
    if (count === nth) throw Object.assign(new Error(`${code}: as a test says`), { code });
  });
}
