/** The names of all parts; logs are called after them. */
export const namedParts = (nodes: number): readonly string[] => [
  'chain',
  'identity provider',
  'relay',
  ...Array.from({ length: nodes }, (_, place) => `node ${place + 1}`),
]
