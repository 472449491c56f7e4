/**
 * Everything that a node or a relay can answer instead of what was asked for, with the HTTP status
 * that goes with it. docs/protocol.md says for each what a client should do. A code is never
 * renamed, and never comes to mean something else.
 */
export const errorStatus = {
  // The request itself.
  'bad-request': 400,
  'bad-payload': 400,
  'not-found': 404,
  'too-large': 413,
  'rate-limited': 429,
  // Who asks: a proof that would open a session.
  'bad-proof': 401,
  'stale-proof': 401,
  'used-proof': 401,
  'provider-unavailable': 503,
  // Who asks: a session.
  'bad-certificate': 401,
  'bad-signature': 401,
  'session-expired': 401,
  'session-revoked': 401,
  'session-outdated': 401,
  'clock-skew': 401,
  replayed: 409,
  'wrong-node': 421,
  'wrong-network': 421,
  // What may be asked.
  'not-granted': 403,
  'not-permitted': 403,
  'limit-exceeded': 403,
  'manage-needed': 403,
  'manage-used': 403,
  'sign-in-again': 403,
  'mint-refused': 403,
  // Keys and presignatures.
  'unknown-key': 404,
  'key-taken': 409,
  'no-ready-key': 503,
  'presignature-gone': 410,
  'presignature-bound': 409,
  'too-many-presignatures': 429,
  'stale-header': 409,
  'acknowledgements-differ': 409,
  'opening-refused': 409,
  // The node and what it leans on.
  'ceremony-failed': 502,
  'ceremony-timeout': 504,
  'peer-unreachable': 503,
  'chain-unavailable': 503,
  'chain-stale': 503,
  'chain-disagrees': 503,
  'store-failed': 503,
  'transaction-failed': 502,
  'out-of-funds': 503,
  busy: 503,
  'not-ready': 503,
  stopping: 503,
  internal: 500,
} as const

export type ErrorCode = keyof typeof errorStatus
