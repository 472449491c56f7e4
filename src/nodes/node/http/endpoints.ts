import type { Endpoint } from './endpoint.ts'
import { endSession } from './handlers/end-session.ts'
import { genesis } from './handlers/genesis.ts'
import { keyRecord } from './handlers/key-record.ts'
import { key } from './handlers/key.ts'
import { makeCommitment } from './handlers/make-commitment.ts'
import { mintKey } from './handlers/mint-key.ts'
import { nodeSet } from './handlers/node-set.ts'
import { open } from './handlers/open.ts'
import { presign } from './handlers/presign.ts'
import { readyKeys } from './handlers/ready-keys.ts'
import { sessions } from './handlers/sessions.ts'
import { signIn } from './handlers/sign-in.ts'
import { sign } from './handlers/sign.ts'
import { status } from './handlers/status.ts'

/** All that wallets may ask; the first that fits is taken. */
export const endpoints: readonly Endpoint[] = [
  status,
  genesis,
  nodeSet,
  makeCommitment,
  signIn,
  sessions,
  endSession,
  presign,
  sign,
  open,
  mintKey,
  readyKeys,
  key,
  keyRecord,
]
