/** What a command prints and ends with, run in this process. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command's function and keeps what it writes. */
export function ran(run: () => number): Ran {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    }),
  );
  try {
    return { status: run(), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
