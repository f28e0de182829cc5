/** What the exit code of every command says. */
export const exitCodes = {
  /** The command did what was asked, and found nothing that fails. */
  fine: 0,
  /** It found what it looks for: findings, or differences. */
  findings: 1,
  /** Input or options cannot be used; nothing was decided or written. */
  badInput: 2,
  /** A fault of this tool. */
  internalError: 3,
} as const;
