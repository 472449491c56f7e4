const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128">' +
  '<rect width="128" height="128" rx="30" fill="#232d5c"/>' +
  '<path d="M64 36 35 88M64 36l29 52M35 88h58" stroke="#8d9ce8" stroke-width="8" fill="none"/>' +
  '<circle cx="64" cy="36" r="19" fill="#ffc24d"/>' +
  '<circle cx="35" cy="88" r="19" fill="#ffc24d"/>' +
  '<circle cx="93" cy="88" r="15" fill="#232d5c" stroke="#8d9ce8" stroke-width="8"/></svg>'

/** assets/icon.svg, in the page: nothing has to be loaded to show it. */
export const icon = `data:image/svg+xml,${encodeURIComponent(svg)}`
