/** An envelope behind a door of a wall, drawn for this project. */
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">' +
  '<rect width="64" height="64" rx="10" fill="#14507d"/>' +
  '<path d="M12 22h40v26H12z" fill="#fff"/>' +
  '<path d="M12 22l20 15 20-15" fill="none" stroke="#14507d" stroke-width="4"/>' +
  '<path d="M32 8l12 4v8c0 8-5 13-12 16-7-3-12-8-12-16v-8z" fill="#f2a33a" stroke="#14507d" stroke-width="3"/>' +
  '</svg>';

/** The icon of a chart as a URL that needs no network. */
export const icon = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
