import {
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign as signBytes,
  type KeyObject,
} from 'node:crypto'
import type { PrivateKeyAccount } from 'viem/accounts'
import { fromHex, toHex, type Hex } from '../../../src/payloads/encoding/hex.ts'
import { ANSWER_HEADER, answerBytes, answerHead } from '../../../src/protocol/answer.ts'
import { certificateBytes, type SignedCertificate } from '../../../src/protocol/certificate.ts'
import { nodeSetId, type Deployment } from '../../../src/protocol/deployment.ts'
import { nodeSetAnswer, sessionAnswer } from '../../../src/protocol/endpoints.ts'
import { errorBody } from '../../../src/protocol/error-body.ts'
import type { ErrorCode } from '../../../src/protocol/error-code.ts'
import { decodeHeaderValue, encodeHeaderValue } from '../../../src/protocol/header-value.ts'
import type { Proof } from '../../../src/protocol/proof.ts'
import {
  hashBody,
  REQUEST_HEADER,
  requestBytes,
  SESSION_HEADER,
} from '../../../src/protocol/request.ts'
import type { SessionKey } from '../../../src/protocol/session-key.ts'
import type { Statement } from '../../../src/protocol/statement.ts'
import { walletMessage } from '../../../src/protocol/wallet-message.ts'
import { verifySignedBy } from '../../../src/quorum/http/verify-identity.ts'
import { joinNetworkSignature } from '../../../src/quorum/network/join-network-signature.ts'
import { readSharing } from '../../../src/quorum/network/read-sharing.ts'
import type { Fetch } from '../../../src/quorum/parts.ts'
import { bls12381G2 } from '../../../src/threshold/groups/bls12-381.ts'

export type RawAnswer = {
  readonly status: number
  readonly json: unknown
  /** Of an error, what it is called. */
  readonly code: ErrorCode | undefined
  readonly details: Readonly<Record<string, unknown>>
  /** Whether the node's identity key signed it, for this very request. */
  readonly signed: boolean
}

export type Question = {
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly body?: unknown
  /** In place of what an honest wallet would say. */
  readonly id?: Hex
  readonly time?: number
  readonly node?: number
  readonly signature?: Hex
  readonly certificate?: SignedCertificate | undefined
  readonly headers?: Readonly<Record<string, string>>
}

const minute = 60

/**
 * A wallet that speaks to each node by itself and says what a test has it say; it shares no code
 * with the client of a node set but the joining of the network key's signatures.
 */
export class RawWallet {
  readonly deployment: Deployment
  readonly sessionKey: SessionKey
  readonly #key: KeyObject
  certificate: SignedCertificate | undefined

  readonly #fetch: Fetch

  constructor(
    deployment: Deployment,
    parts: { readonly fetch?: Fetch; readonly like?: RawWallet } = {},
  ) {
    this.deployment = deployment
    this.#fetch = parts.fetch ?? fetch
    const { like } = parts
    this.#key = like === undefined ? generateKeyPairSync('ed25519').privateKey : like.#key
    const publicKey = createPublicKey(this.#key)
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
    this.sessionKey = { algorithm: 'ed25519', publicKey: toHex(raw) }
  }

  get nodeSet(): string {
    return nodeSetId(this.deployment)
  }

  /** The same wallet and session, for nodes that are to be found elsewhere. */
  at(deployment: Deployment): RawWallet {
    const other = new RawWallet(deployment, { fetch: this.#fetch, like: this })
    other.certificate = this.certificate
    return other
  }

  sign(bytes: Uint8Array): Hex {
    return toHex(signBytes(null, bytes, this.#key))
  }

  statement(changes: Partial<Statement> = {}): Statement {
    const now = Math.floor(Date.now() / 1000)
    return {
      nodeSet: this.nodeSet,
      sessionKey: this.sessionKey,
      abilities: ['sign'],
      limits: {},
      issuedAt: now,
      expiresAt: now + 60 * minute,
      random: randomHex(32),
      ...changes,
    }
  }

  async walletProof(account: PrivateKeyAccount, statement: Statement): Promise<Proof> {
    const { walletPage, chain } = this.deployment
    if (walletPage === undefined) throw new Error('the deployment has no page for wallets')
    const message = walletMessage({
      domain: walletPage.domain,
      url: walletPage.url,
      address: account.address,
      chainId: chain.chainId,
      statement,
    })
    return { kind: 'wallet', message, signature: await account.signMessage({ message }) }
  }

  /** Opens a session for an account; returns its certificate, which it keeps. */
  async signIn(
    account: PrivateKeyAccount,
    changes: Partial<Statement> = {},
  ): Promise<SignedCertificate> {
    const statement = this.statement(changes)
    return this.open(statement, await this.walletProof(account, statement))
  }

  /** Asks all nodes, and joins what a threshold of them says. */
  async open(statement: Statement, proof: Proof): Promise<SignedCertificate> {
    const answers = await this.askAll({ path: '/v1/sessions', body: { statement, proof } })
    const said = answers.flatMap(({ party, answer }) => {
      const parsed = sessionAnswer.safeParse(answer.json)
      return parsed.success ? [{ party, ...parsed.data }] : []
    })
    const [first] = said
    if (first === undefined) {
      throw new Error(`no node opened a session: ${JSON.stringify(answers)}`)
    }
    const { certificate } = first
    const { signature } = joinNetworkSignature({
      sharing: await this.networkSharing(),
      purpose: 'session-certificate',
      message: certificateBytes(certificate),
      shares: new Map(said.map(({ party, share }) => [party, share])),
    })
    if (signature === undefined) throw new Error('too few nodes opened the session')
    this.certificate = { certificate, signature }
    return this.certificate
  }

  async networkSharing() {
    for (const { party } of this.deployment.nodes) {
      const { json } = await this.ask(party, { path: '/v1/node-set' }).catch(() => silence)
      const parsed = nodeSetAnswer.safeParse(json)
      if (!parsed.success) continue
      const { record, networkSharing } = parsed.data
      const sharing = readSharing(bls12381G2, record.networkKey, networkSharing)
      if (sharing !== undefined) return sharing
    }
    throw new Error('no node tells the sharing of the network key')
  }

  /** What each node said; silent ones are left out. */
  async askAll(question: Question) {
    const answers = await Promise.allSettled(
      this.deployment.nodes.map(async ({ party }) => ({
        party,
        answer: await this.ask(party, question),
      })),
    )
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  }

  async ask(party: number, question: Question): Promise<RawAnswer> {
    const { method, path, headers, id, body } = this.#compose(party, question)
    const answered = await this.#fetch(`${this.#node(party).walletUrl}${path}`, {
      method,
      headers,
      ...(method === 'POST' && { body }),
      signal: AbortSignal.timeout(30_000),
    })
    const bytes = new Uint8Array(await answered.arrayBuffer())
    const said = answered.headers.get(ANSWER_HEADER)
    const json = readJson(bytes)
    const error = errorBody.safeParse(json)
    return {
      status: answered.status,
      json,
      code: error.success ? (error.data.error.code as ErrorCode) : undefined,
      details: error.success ? error.data.error.details : {},
      signed: said !== null && (await this.#isSigned(party, id, answered.status, bytes, said)),
    }
  }

  #compose(party: number, question: Question) {
    const { path, method = question.body === undefined ? 'GET' : 'POST' } = question
    const body = question.body === undefined ? '' : JSON.stringify(question.body)
    const { id = randomHex(32), time = Date.now(), node = party } = question
    const bodyHash = hashBody(new TextEncoder().encode(body))
    const said = requestBytes({ nodeSet: this.nodeSet, node, id, time, method, path, bodyHash })
    const { signature = this.sign(said) } = question
    const certificate = 'certificate' in question ? question.certificate : this.certificate
    const headers = {
      [REQUEST_HEADER]: encodeHeaderValue({ id, time, node, signature }),
      ...(certificate !== undefined && { [SESSION_HEADER]: encodeHeaderValue(certificate) }),
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...question.headers,
    }
    return { method, path, headers, id, body }
  }

  async #isSigned(
    party: number,
    id: Hex,
    status: number,
    body: Uint8Array,
    header: string,
  ): Promise<boolean> {
    const { node, signature } = decodeHeaderValue(ANSWER_HEADER, answerHead, header)
    const { nodeSet } = this
    const said = answerBytes({ nodeSet, node: party, id, status, bodyHash: hashBody(body) })
    const { identityKey } = this.#node(party)
    return node === party && verifySignedBy(identityKey, said, fromHex(signature))
  }

  #node(party: number) {
    const found = this.deployment.nodes.find((node) => node.party === party)
    if (found === undefined) throw new Error(`the deployment has no node ${party}`)
    return found
  }
}

export const randomHex = (length: number): Hex => toHex(new Uint8Array(randomBytes(length)))

const silence: RawAnswer = {
  status: 0,
  json: undefined,
  code: undefined,
  details: {},
  signed: false,
}

const readJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
