/** Colours of a drawn map, light and dark. Verdicts also differ by their lines: solid, dotted, dashed, crossed. */
export const drawnStyle = [
  'svg{--page:#ffffff;--ink:#1f2328;--faint:#59636e;--line:#d1d9e0;--box:#f6f8fa;--way:#ddf4ff;--reached:#fff8c5;--allowed:#1a7f37;--admitted:#59636e;--unknown:#9a6700;--denied:#cf222e}',
  '@media screen and (prefers-color-scheme:dark){svg{--page:#0d1117;--ink:#f0f6fc;--faint:#9198a1;--line:#3d444d;--box:#151b23;--way:#0c2d4a;--reached:#2e2a1f;--allowed:#3fb950;--admitted:#9198a1;--unknown:#d29922;--denied:#f85149}}',
  'text{font-family:system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;font-size:13px;fill:var(--ink)}',
  '.page{fill:var(--page)}.tier{font-size:12px;font-weight:600;fill:var(--faint)}',
  '.node rect{fill:var(--box);stroke:var(--line)}.node.way-in rect{fill:var(--way)}.node.workload rect{fill:var(--reached)}',
  '.edge{fill:none;stroke-width:1.5}.label rect{fill:var(--page)}.label text{font-size:11px}.legend text{font-size:11px;fill:var(--faint)}',
  ...['allowed', 'admitted', 'unknown', 'denied'].map(
    (verdict) =>
      `.edge.${verdict}{stroke:var(--${verdict})}.${verdict} .head{fill:var(--${verdict})}.${verdict} .cross{stroke:var(--${verdict});stroke-width:1.5}`,
  ),
  '.edge.admitted{stroke-dasharray:2 3}.edge.unknown{stroke-dasharray:6 4}.edge.denied{stroke-dasharray:6 4}',
  '.edge.added{stroke-width:3}.edge.removed{stroke-width:1;stroke-dasharray:1 4}.edge.changed{stroke-width:2.5}',
].join('');
