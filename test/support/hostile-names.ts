/** Names that try to be more than text: markup, cells, code, control characters, other directions of writing, the longest there is, further lines. */
export const hostileNames: readonly string[] = [
  '<script>alert(1)</script>',
  'a|b',
  '`code` ``more`` ',
  'bell\u0007 escape\u001b[31m null\u0000',
  'right\u202eto left\u2066',
  'n'.repeat(253),
  'line\nfeed\r\n::error::x',
  '@everyone #1 *bold* _it_ ~~no~~ [link](https://example.org) &lt; $& {0} ]]> --> "quoted" \'single\' \\',
];

/** Characters that nothing shows, or that turn the direction of what follows. */
export const hiddenCharacters = /(?![\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
