import { ANSWER_HEADER } from '../../../protocol/answer.ts'
import { REQUEST_HEADER, SESSION_HEADER } from '../../../protocol/request.ts'

const extension = /^(?:chrome|moz)-extension:\/\/[0-9a-z-]{1,64}$/

/** Pages that a browser lets read what this node answers: extensions, and the deployment's own. */
export const corsHeaders = (
  origin: string | null,
  walletPage: string | undefined,
): Readonly<Record<string, string>> => {
  const allowed =
    origin !== null &&
    (extension.test(origin) || (walletPage !== undefined && origin === new URL(walletPage).origin))
  if (!allowed) return { vary: 'origin' }
  return {
    vary: 'origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': `${ANSWER_HEADER}, retry-after`,
  }
}

export const preflightHeaders = {
  'access-control-allow-methods': 'GET, POST, DELETE',
  'access-control-allow-headers': `content-type, ${REQUEST_HEADER}, ${SESSION_HEADER}`,
  'access-control-max-age': '7200',
} as const
