/**
 * Milliseconds for what is only read. Whoever is later than a threshold of the others is not waited
 * for, so this is how long people wait for one whom they need: on a bad line, or just awake.
 */
export const READ_WITHIN = 6000
