/** Seconds for which BlueMind may leave a request unanswered: ActiveSync's longest wait for news. */
export const longestRequest = 1200;

/** Seconds for which an IMAP client may be silent between two commands: 29 minutes by RFC 2177, and one to spare. */
export const longestSilence = 1800;
