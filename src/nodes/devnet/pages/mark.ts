import { raw } from 'hono/html'

/** Three lamps, two of them lit: as many as it takes. */
export const mark = raw(
  '<svg class="mark" viewBox="0 0 48 48" width="40" height="40" aria-hidden="true">' +
    '<path d="M24 11 12 34M24 11l12 23M12 34h24" stroke="var(--line)" stroke-width="3" fill="none"/>' +
    '<circle cx="24" cy="11" r="7" fill="var(--lamp)"/>' +
    '<circle cx="12" cy="34" r="7" fill="var(--lamp)"/>' +
    '<circle cx="36" cy="34" r="5.5" fill="var(--card)" stroke="var(--soft)" stroke-width="3"/>' +
    '</svg>',
)
