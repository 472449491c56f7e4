import type { SignInPurpose, SignInView } from '../../../messages/popup/sign-in-view.ts'
import { en } from '../../strings/en.ts'
import type { ProgressStep } from '../../ui/progress-list.tsx'

const order = ['proving', 'certifying', 'looking', 'making'] as const

type Place = (typeof order)[number]

/** What there is to do, by what it is for. Whether a first key has to be made shows only later. */
const stepsOf: Record<SignInPurpose, readonly Place[]> = {
  account: ['proving', 'certifying', 'looking'],
  another: ['making'],
  unlock: ['proving', 'certifying'],
  renew: ['proving', 'certifying'],
  manage: ['proving', 'certifying', 'making'],
  'add-login': ['proving', 'certifying'],
}

/** Where a sign-in is, or was when it failed. */
const placeOf = ({ step, failedAt, lamps }: Told): Place | 'done' => {
  if (step !== 'failed') return step
  return failedAt ?? (lamps.length === 0 ? 'proving' : 'certifying')
}

type Told = Pick<SignInView, 'step' | 'purpose' | 'isNew' | 'failedAt' | 'lamps'>

/** A sign-in as a list of steps. */
export const signInSteps = (signIn: Told): readonly ProgressStep[] => {
  const { step, purpose, isNew } = signIn
  const now = placeOf(signIn)
  const usual = stepsOf[purpose]
  const isMaking = now === 'making' || (now === 'done' && isNew === true)
  const shown = order.filter(
    (name) =>
      usual.includes(name) ||
      name === now ||
      (name === 'making' && isMaking) ||
      // Another account takes a sign-in only if there is no session to make it with.
      (purpose === 'another' && now === 'certifying' && name === 'proving'),
  )
  const reached = now === 'done' ? order.length : order.indexOf(now)
  return shown.map((name) => {
    const place = order.indexOf(name)
    const state =
      place < reached ? 'done' : place > reached ? 'before' : step === 'failed' ? 'failed' : 'now'
    return { id: name, label: en.signIn.step(purpose, name), state }
  })
}
