import { InputError } from '../../../base/faults';

/**
 * Waits some seconds.
 * @throws InputError immediately if the user interrupts
 */
export const sleep = (seconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(interruption());
    const stop = () => {
      clearTimeout(timer);
      reject(interruption());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, seconds * 1000);
    signal?.addEventListener('abort', stop, { once: true });
  });

/** @throws InputError if the user has interrupted */
export function stopIfInterrupted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw interruption();
}

const interruption = () => new InputError([{ message: 'interrupted' }]);
