/** The exit codes of all commands. */
export const exitCodes = {
  /** The command succeeded, and found nothing that fails. */
  fine: 0,
  /** It found findings or differences. */
  findings: 1,
  /** Input or options cannot be used; nothing was decided or written. */
  badInput: 2,
  /** A fault of this tool. */
  internalError: 3,
} as const;
