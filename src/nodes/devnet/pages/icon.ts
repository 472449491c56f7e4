/** For the tab: two lamps of three are lit. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">' +
  '<path d="M24 11 12 34M24 11l12 23M12 34h24" stroke="#8a93a8" stroke-width="3" fill="none"/>' +
  '<circle cx="24" cy="11" r="8" fill="#f2a81d"/><circle cx="12" cy="34" r="8" fill="#f2a81d"/>' +
  '<circle cx="36" cy="34" r="6.5" fill="#fff" stroke="#566075" stroke-width="3"/></svg>'
