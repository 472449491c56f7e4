import * as z from 'zod'
import type { Lamp } from '../../messages/popup/node-set-view.ts'
import type { ProblemCode } from '../../messages/popup/problem.ts'
import type { SignInView } from '../../messages/popup/sign-in-view.ts'
import { mint } from '../../protocol/mint.ts'
import { proof } from '../../protocol/proof.ts'
import { hexBytes, hexUpTo, publicKey } from '../../protocol/schemas.ts'
import { statement } from '../../protocol/statement.ts'
import { login } from '../sessions/login.ts'
import { passkeyAnswer } from './page/page-answer.ts'

const way = z.strictObject({
  id: z.string(),
  kind: z.enum(['google', 'apple', 'openId', 'passkey', 'wallet']),
  name: z.string(),
  testId: z.string(),
})

/** Where a sign-in can stop and go on from. */
export const workStep = z.enum(['proving', 'certifying', 'looking', 'making'])
export type WorkStep = z.infer<typeof workStep>

/** A change of who controls an account, for which somebody signs in. */
export const task = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('add'),
    address: z.string(),
    /** What is added, once its person has shown that it is theirs. */
    login: login.optional(),
    userPubkey: hexUpTo(1024).optional(),
  }),
  z.strictObject({
    kind: z.literal('remove'),
    address: z.string(),
    login: z.strictObject({ authMethodType: z.string(), id: hexUpTo(4096) }),
  }),
])
export type Task = z.infer<typeof task>

/** What was proven: for the nodes, and for the person to know it by. */
export const proven = z.strictObject({
  proof,
  label: z.string(),
  /** Of another wallet's account. */
  address: hexBytes(20).optional(),
})
export type Proven = z.infer<typeof proven>

export const signInState = z.strictObject({
  id: z.string(),
  nodeSet: z.string(),
  way,
  purpose: z.enum(['account', 'another', 'unlock', 'renew', 'manage', 'add-login']),
  step: z.enum([...workStep.options, 'done', 'failed']),
  failedAt: workStep.optional(),
  startedAt: z.number(),
  endedAt: z.number().optional(),
  /** Its session key is kept where keys are. */
  statement: statement.optional(),
  shortCode: z.string().optional(),
  /** The page on which it is proven. */
  tab: z.int().optional(),
  /** A use of a passkey that did not tell whose key it is: another does. */
  firstUse: passkeyAnswer.optional(),
  proven: proven.optional(),
  login: login.optional(),
  /** Signed by nodes, and perhaps sent. */
  mint: z
    .strictObject({
      mint,
      signatures: z.array(hexBytes(65)),
      key: z.strictObject({ publicKey, signature: hexBytes(48), sharing: hexUpTo(8192) }),
    })
    .optional(),
  task: task.optional(),
  /** What carries the task out, signed, and perhaps sent. */
  transaction: z.strictObject({ raw: hexUpTo(100_000), hash: hexBytes(32) }).optional(),
  address: z.string().optional(),
  isNew: z.boolean().optional(),
  problem: z
    .strictObject({
      code: z.custom<ProblemCode>((code) => typeof code === 'string'),
      detail: z.string(),
    })
    .optional(),
})
export type SignInState = z.infer<typeof signInState>

export const keptSignIn = z.strictObject({ signIn: signInState.optional() })
export type KeptSignIn = z.infer<typeof keptSignIn>

export const viewOfSignIn = (state: SignInState, lamps: readonly Lamp[]): SignInView => {
  const { id, way: by, purpose, step, startedAt } = state
  const { shortCode, address, isNew, endedAt, problem, failedAt } = state
  return {
    id,
    way: by,
    purpose,
    step,
    lamps,
    startedAt,
    ...(shortCode !== undefined && { shortCode }),
    ...(address !== undefined && { address }),
    ...(isNew !== undefined && { isNew }),
    ...(endedAt !== undefined && { endedAt }),
    ...(problem !== undefined && { problem }),
    ...(failedAt !== undefined && { failedAt }),
  }
}

/** Whether it is under way, and at which step. */
export const isWork = (step: SignInState['step']): step is WorkStep =>
  step !== 'done' && step !== 'failed'
