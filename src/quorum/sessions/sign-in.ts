import { base64urlnopad } from '@scure/base'
import { getAddress } from 'viem/utils'
import { fromHex, toHex, type Hex } from '../../payloads/encoding/hex.ts'
import type { CertifiedIdentity } from '../../protocol/certificate.ts'
import type { Limits } from '../../protocol/limits.ts'
import type { Proof } from '../../protocol/proof.ts'
import {
  MANAGE_SECONDS,
  MAX_SESSION_SECONDS,
  shortCode,
  statementHash,
  type Ability,
  type Statement,
} from '../../protocol/statement.ts'
import { walletMessage } from '../../protocol/wallet-message.ts'
import { authMethodOf, type Identity } from '../../registry/auth-method-id.ts'
import { QuorumError } from '../errors.ts'
import type { Network } from '../network/network.ts'
import type { OnProgress } from '../signing/lamps.ts'
import { certify } from './certify.ts'
import { commitToken } from './commit-token.ts'
import {
  createSessionSigner,
  sessionSignerOf,
  type SessionKeyPair,
  type SessionSigner,
} from './session-key.ts'
import type { Session } from './session.ts'

const DAY = 24 * 3600

export type SignInOptions = {
  /** `sign` unless told otherwise. */
  readonly abilities?: readonly Ability[]
  readonly limits?: Limits
  /** Only these keys, by their uncompressed public keys; without, all of the person's. */
  readonly keys?: readonly Hex[]
  /** In seconds; a day, or five minutes for a session that may manage. */
  readonly lifetime?: number
  /** For a store that cannot keep keys as they are. */
  readonly extractable?: boolean
  /** Which nodes have looked at the proof. */
  readonly onProgress?: OnProgress
}

/** Fields as WebAuthn returns them, and the public key that was registered, in COSE. */
export type PasskeyResponse = Omit<Extract<Proof, { readonly kind: 'passkey' }>, 'kind'>

/** A session that waits for its proof; each of the three ways ends in the same kind of session. */
export type SignIn = {
  readonly statement: Statement
  /** With the statement, what a store keeps for `resumeSignIn`. */
  readonly pair: SessionKeyPair
  /** The nonce of an id token. */
  readonly nonce: Hex
  /** The challenge of a passkey. */
  readonly challenge: Uint8Array
  /** For the person to compare, where another wallet signs. */
  readonly shortCode: string
  withOpenId(idToken: string): Promise<Session>
  withPasskey(response: PasskeyResponse): Promise<Session>
  withWallet(wallet: {
    readonly address: Hex
    /** Of the account; for a contract, where its code is. The registry's chain unless told. */
    readonly chainId?: number
    /** EIP-191. */
    readonly sign: (message: string) => Promise<Hex>
  }): Promise<Session>
}

export const prepareSignIn = async (
  network: Network,
  options: SignInOptions = {},
): Promise<SignIn> => {
  const abilities = [...new Set<Ability>(options.abilities ?? ['sign'])].toSorted()
  const most = abilities.includes('manage') ? MANAGE_SECONDS : MAX_SESSION_SECONDS
  const lifetime = options.lifetime ?? Math.min(DAY, most)
  if (!Number.isInteger(lifetime) || lifetime < 1 || lifetime > most) {
    throw new QuorumError('not-configured', `a session of this kind lives 1 to ${most} seconds`)
  }
  const signer = await createSessionSigner(
    options.extractable === undefined ? {} : { extractable: options.extractable },
  )
  const issuedAt = Math.floor(network.parts.now() / 1000)
  const statement: Statement = {
    nodeSet: network.name,
    sessionKey: signer.key,
    abilities,
    limits: options.limits ?? {},
    ...(options.keys !== undefined && { keys: [...options.keys] }),
    issuedAt,
    expiresAt: issuedAt + lifetime,
    random: toHex(network.parts.random(32)),
  }
  return signInFor(network, signer, statement, options.onProgress)
}

/** One that was prepared before this program was started anew. */
export const resumeSignIn = async (
  network: Network,
  prepared: { readonly statement: Statement; readonly pair: SessionKeyPair },
  options: Pick<SignInOptions, 'onProgress'> = {},
): Promise<SignIn> => {
  const signer = await sessionSignerOf(prepared.pair)
  const { statement } = prepared
  if (
    statement.nodeSet !== network.name ||
    statement.sessionKey.publicKey !== signer.key.publicKey
  ) {
    throw new QuorumError('bad-proof', 'this sign-in was prepared for something else: begin anew')
  }
  return signInFor(network, signer, statement, options.onProgress)
}

const signInFor = (
  network: Network,
  signer: SessionSigner,
  statement: Statement,
  onProgress: OnProgress | undefined,
): SignIn => {
  const hash = statementHash(statement)

  const prove = async (proof: Proof, who?: Identity): Promise<Session> => {
    const method = who === undefined ? undefined : authMethodOf(who)
    const userPubkey = method?.userPubkey ?? '0x'
    const identity: CertifiedIdentity | undefined = method && {
      authMethodType: String(method.authMethodType),
      id: method.id,
    }
    const lights = onProgress === undefined ? {} : { onProgress }
    const asked = { network, signer, statement, proof, userPubkey, ...lights }
    return certify(identity === undefined ? asked : { ...asked, identity })
  }

  return {
    statement,
    pair: signer.pair,
    nonce: hash,
    challenge: fromHex(hash),
    shortCode: shortCode(hash),
    async withOpenId(token) {
      const nonce = nonceOf(token)
      if (nonce !== undefined && nonce !== hash) {
        throw new QuorumError('bad-proof', 'the token was made for another sign-in: prove again')
      }
      if (nonce !== undefined) return prove({ kind: 'openid', token })
      const commitments = [...(await commitToken(network, signer, token))]
      return prove({ kind: 'openid', token, commitments })
    },
    async withPasskey(response) {
      const { credentialId, publicKey } = response
      return prove({ kind: 'passkey', ...response }, { kind: 'webAuthn', credentialId, publicKey })
    },
    async withWallet({ address, chainId = network.deployment.chain.chainId, sign }) {
      const { walletPage } = network.deployment
      if (walletPage === undefined) {
        throw new QuorumError(
          'not-configured',
          'this deployment has no page for other wallets to sign in on: name one as walletPage',
        )
      }
      const message = walletMessage({
        ...walletPage,
        address: getAddress(address),
        chainId,
        statement,
      })
      const signature = (await sign(message)).toLowerCase() as Hex
      return prove({ kind: 'wallet', message, signature }, { kind: 'address', address })
    },
  }
}

/** Undefined for a token without one; whether the token is any good is for the nodes to say. */
const nonceOf = (token: string): string | undefined => {
  try {
    const [, payload = ''] = token.split('.')
    const claims: unknown = JSON.parse(new TextDecoder().decode(base64urlnopad.decode(payload)))
    if (typeof claims !== 'object' || claims === null || !('nonce' in claims)) return undefined
    return typeof claims.nonce === 'string' ? claims.nonce : undefined
  } catch {
    throw new QuorumError('bad-proof', 'this is no id token')
  }
}
