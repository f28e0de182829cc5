/** Seconds for which BlueMind may leave a request unanswered: the longest time for which ActiveSync waits for changes. */
export const longestRequest = 1200;

/** Seconds for which an IMAP client may be silent between two commands: 29 minutes by RFC 2177, and one more. */
export const longestSilence = 1800;
