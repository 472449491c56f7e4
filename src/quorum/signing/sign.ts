import type { Hex } from '../../payloads/encoding/hex.ts'
import type { WirePayload } from '../../payloads/payload.ts'
import type { JoinedSignature } from '../../threshold/ecdsa/combine.ts'
import { QuorumError } from '../errors.ts'
import type { Session } from '../sessions/session.ts'
import type { OnProgress } from './lamps.ts'
import { presignOrReuse, presignPace, undertake, type Budget } from './open-presignature.ts'
import { Pace } from './pace.ts'
import { keepPresignature, reusePresignature } from './presignature-pool.ts'
import type { OpenPresignature } from './presignature.ts'
import { race, type Entrant, type RunControl } from './race.ts'
import { signWith, type Request } from './sign-with.ts'
import { readForSigning, type RawDigest } from './signing-payload.ts'

export type SignOptions = Budget & {
  /** Of the page that asks, as the wallet knows it. */
  readonly origin?: string
  /** From `openPresignature`, for the same key. */
  readonly presignature?: OpenPresignature
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
}

export type Signature = {
  readonly r: Hex
  readonly s: Hex
  readonly yParity: 0 | 1
  /** Whose shares it was made of. */
  readonly signers: readonly number[]
  /** In milliseconds, all attempts included. */
  readonly ms: number
}

const paces = new WeakMap<object, Pace>()

const signPace = ({ network }: Session): Pace => {
  const pace = paces.get(network) ?? new Pace()
  paces.set(network, pace)
  return pace
}

/**
 * A signature over a payload, by whichever signers manage first, verified under the key. Each
 * presignature is given one payload and one request id, which are the same in all attempts.
 *
 * @example
 * const presignature = openPresignature(session, key)
 * if (await person.agrees(payload)) await sign(session, key, payload, { presignature: await presignature })
 */
export const sign = async (
  session: Session,
  key: { readonly publicKey: Hex },
  payload: WirePayload | RawDigest,
  options: SignOptions = {},
): Promise<Signature> => {
  const { publicKey } = key
  const { parts } = session.network
  const from = parts.now()
  const request: Request = {
    id: parts.random(32),
    payload: readForSigning(payload),
    origin: options.origin,
  }
  const { undertaking, attempts } = await undertake(session, publicKey, options, options.onProgress)
  const presigning = presignPace(session)
  const signing = signPace(session)

  const finish = async (
    presignature: OpenPresignature,
    { signal, undertaking }: RunControl,
  ): Promise<Done> => {
    const started = parts.now()
    const signature = await signWith(undertaking, presignature, request, signal)
    signing.took(parts.now() - started)
    return { signature, signers: presignature.signers }
  }

  const ready = readyPresignature(session, publicKey, options.presignature)
  const first: Entrant<Done> | undefined = ready && {
    signers: ready.signers,
    patience: signing.patience,
    run: async (control) => finish(ready, control),
  }
  const done = await race({
    undertaking,
    attempts,
    what: 'signing',
    first,
    signal: options.signal,
    entrant: (plan) => ({
      signers: plan.signers,
      patience: presigning.patience + signing.patience / 2,
      run: async (control) => {
        const presignature = await presignOrReuse(control.undertaking, plan, presigning)
        if (control.signal.aborted) {
          keepPresignature(session, presignature)
          throw new QuorumError('aborted', 'another signer set was first')
        }
        if (!presignature.take(parts.now()))
          throw new QuorumError('budget-spent', 'it took too long')
        return finish(presignature, control)
      },
    }),
  })
  for (const node of done.signers) session.network.health.worked(node)
  return { ...inHex(done.signature), signers: done.signers, ms: parts.now() - from }
}

type Done = { readonly signature: JoinedSignature; readonly signers: readonly number[] }

/** Whatever comes out of here belongs to this call alone. */
const readyPresignature = (
  session: Session,
  publicKey: Hex,
  given: OpenPresignature | undefined,
): OpenPresignature | undefined => {
  const now = session.network.parts.now()
  if (given !== undefined && given.publicKey !== publicKey) {
    throw new QuorumError('not-configured', 'the presignature was opened for another key')
  }
  if (given?.take(now) === true) return given
  const kept = reusePresignature(session, publicKey)
  return kept?.take(now) === true ? kept : undefined
}

const inHex = ({ r, s, recovery }: JoinedSignature): Pick<Signature, 'r' | 's' | 'yParity'> => ({
  r: word(r),
  s: word(s),
  yParity: (recovery & 1) === 1 ? 1 : 0,
})

const word = (value: bigint): Hex => `0x${value.toString(16).padStart(64, '0')}`
