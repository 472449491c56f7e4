/** Names of well-known hosts that are words of everybody's, and say nothing as a part of another's. */
export const everydayNames: ReadonlySet<string> = new Set([
  'across',
  'arbitrum',
  'balancer',
  'compound',
  'ethereum',
  'foundation',
  'ledger',
  'matcha',
  'optimism',
  'polygon',
  'rainbow',
  'scroll',
  'snapshot',
  'stargate',
])
