import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { MANAGE_SECONDS, MAX_SESSION_SECONDS, type Statement } from '../../../protocol/statement.ts'
import { badProof } from './bad-proof.ts'
import { checkSessionKey } from './check-session-key.ts'
import { AHEAD_SECONDS, PROOF_SECONDS, secondsOf } from './times.ts'

/** What holds of every statement, whoever proves what for it. */
export const checkStatement = (statement: Statement, nodeSet: string, now: number): void => {
  if (statement.nodeSet !== nodeSet) {
    throw new ProtocolError('wrong-network', 'the statement is for other nodes: ask those', {
      details: { nodeSet },
    })
  }
  checkTimes(statement, now)
  const { abilities, keys } = statement
  if (!isAscending(abilities)) {
    throw badProof('statement', 'name abilities in order, none of them twice')
  }
  if (keys !== undefined && new Set(keys).size !== keys.length) {
    throw badProof('statement', 'name a key once')
  }
  checkSessionKey(statement.sessionKey)
}

const checkTimes = ({ issuedAt, expiresAt, abilities }: Statement, now: number): void => {
  const seconds = secondsOf(now)
  if (issuedAt > seconds + AHEAD_SECONDS) {
    throw new ProtocolError('clock-skew', 'the statement is from the future: set your clock', {
      details: { nodeTime: now },
    })
  }
  if (issuedAt < seconds - PROOF_SECONDS || expiresAt <= seconds) {
    throw new ProtocolError('stale-proof', 'the statement is too old: sign in again', {
      details: { nodeTime: now },
    })
  }
  if (expiresAt <= issuedAt || expiresAt > issuedAt + MAX_SESSION_SECONDS) {
    throw badProof('statement', `a session lives at most ${MAX_SESSION_SECONDS} seconds`)
  }
  if (abilities.includes('manage') && expiresAt > issuedAt + MANAGE_SECONDS) {
    throw badProof('statement', `a session that may manage lives ${MANAGE_SECONDS} seconds at most`)
  }
}

const isAscending = (names: readonly string[]): boolean =>
  names.every((name, index) => index === 0 || name > (names[index - 1] ?? name))
