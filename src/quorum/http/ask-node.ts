import type * as z from 'zod'
import { fromHex, toHex, type Hex } from '../../payloads/encoding/hex.ts'
import { ANSWER_HEADER, answerBytes, answerHead } from '../../protocol/answer.ts'
import { errorBody, readErrorBody } from '../../protocol/error-body.ts'
import { decodeHeaderValue, encodeHeaderValue } from '../../protocol/header-value.ts'
import { hashBody, REQUEST_HEADER, requestBytes, SESSION_HEADER } from '../../protocol/request.ts'
import type { Parts } from '../parts.ts'
import type { SessionSigner } from '../sessions/session-key.ts'
import { exchange, type Exchanged, type ExchangeFailure } from './exchange.ts'
import { NodeFailure } from './node-failure.ts'
import { verifySignedBy } from './verify-identity.ts'

/** Whom to ask, and whose signature the answer must have. */
export type AskedNode = {
  readonly party: number
  readonly walletUrl: string
  readonly identityKey: Hex
}

/** Who asks: the key that signs, and its certificate once there is one. */
export type Asker = {
  readonly signer: SessionSigner
  /** The header's value: the same for every request of a session. */
  readonly certificate?: string
}

export type Question<T> = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly body?: object
  readonly answer: z.ZodType<T>
  readonly asker?: Asker | undefined
  /** In milliseconds. */
  readonly timeout: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Asks one node once. What comes back is the node's own word, signed for this very question; all
 * else is thrown as a `NodeFailure`.
 */
export const askNode = async <T>(
  parts: Pick<Parts, 'fetch' | 'now' | 'random' | 'sleep'>,
  nodeSet: string,
  node: AskedNode,
  question: Question<T>,
): Promise<T> => {
  const { method, asker, timeout, signal } = question
  const url = new URL(`${node.walletUrl.replace(/\/$/, '')}${question.path}`)
  const body =
    question.body === undefined
      ? new Uint8Array()
      : new TextEncoder().encode(JSON.stringify(question.body))
  const head = { id: toHex(parts.random(32)), time: parts.now(), node: node.party }
  const path = `${url.pathname}${url.search}`
  const said = requestBytes({ nodeSet, ...head, method, path, bodyHash: hashBody(body) })
  const signature = await asker?.signer.sign(said)
  const headers: Record<string, string> = {
    [REQUEST_HEADER]: encodeHeaderValue({ ...head, ...(signature !== undefined && { signature }) }),
    ...(asker?.certificate !== undefined && { [SESSION_HEADER]: asker.certificate }),
    ...(question.body !== undefined && { 'content-type': 'application/json' }),
  }
  const init = { method, headers, ...(question.body !== undefined && { body }) }
  const answered = await exchange(parts, url.href, init, { timeout, signal })
  if (typeof answered === 'string') throw failureOf(node.party, answered, timeout)
  if (!(await isSigned(nodeSet, node, head.id, answered))) {
    throw new NodeFailure(node.party, 'unsigned', 'its answer is not signed with its identity key')
  }
  return read(node.party, answered, question.answer)
}

const failureOf = (party: number, failure: ExchangeFailure, timeout: number): NodeFailure => {
  switch (failure) {
    case 'unreachable':
      return new NodeFailure(party, failure, 'it cannot be reached')
    case 'silent':
      return new NodeFailure(party, failure, `it did not answer within ${timeout} ms`)
    case 'dropped':
      return new NodeFailure(party, failure, 'its answer was not needed any more')
    default:
      return new NodeFailure(party, 'malformed', 'its answer is larger than any answer')
  }
}

const isSigned = async (
  nodeSet: string,
  node: AskedNode,
  id: Hex,
  { status, headers, body }: Exchanged,
): Promise<boolean> => {
  const value = headers.get(ANSWER_HEADER)
  if (value === null) return false
  try {
    const head = decodeHeaderValue(ANSWER_HEADER, answerHead, value)
    if (head.node !== node.party) return false
    const said = answerBytes({ nodeSet, node: node.party, id, status, bodyHash: hashBody(body) })
    return await verifySignedBy(node.identityKey, said, fromHex(head.signature))
  } catch {
    return false
  }
}

const read = <T>(party: number, { status, body }: Exchanged, answer: z.ZodType<T>): T => {
  const json = readJson(body)
  if (status >= 400) {
    const parsed = errorBody.safeParse(json)
    if (parsed.success) {
      const refusal = readErrorBody(parsed.data)
      throw new NodeFailure(party, 'refused', `${refusal.code}: ${refusal.message}`, { refusal })
    }
  }
  const parsed = answer.safeParse(json)
  if (status < 300 && parsed.success) return parsed.data
  const what = parsed.success ? `status ${status}` : (parsed.error.issues[0]?.message ?? '')
  throw new NodeFailure(party, 'malformed', `its answer is not as the protocol has it (${what})`)
}

const readJson = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}
