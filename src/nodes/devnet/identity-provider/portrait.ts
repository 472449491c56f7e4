import type { Person } from './people.ts'

/** A sun over hills, in the colour of whose it is. */
export const portrait = ({ hue, given }: Person): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img" aria-label="${given}">` +
  `<rect width="64" height="64" fill="hsl(${hue} 62% 88%)"/>` +
  `<circle cx="40" cy="24" r="11" fill="hsl(${hue} 78% 58%)"/>` +
  `<path d="M0 46Q16 32 32 43T64 38V64H0Z" fill="hsl(${hue} 46% 46%)"/>` +
  `<path d="M0 56Q20 44 40 53T64 51V64H0Z" fill="hsl(${hue} 52% 30%)"/>` +
  '</svg>'
