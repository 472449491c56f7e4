import type { SignInPurpose, SignInView } from '../../../messages/popup/sign-in-view.ts'
import { en } from '../../strings/en.ts'
import type { ProgressStep } from '../../ui/progress-list.tsx'

const order = ['proving', 'certifying', 'looking', 'making'] as const

const lengths: Record<SignInPurpose, number> = {
  account: 4,
  another: 4,
  unlock: 2,
  renew: 2,
  manage: 2,
  'add-login': 2,
}

/**
 * The steps of a sign-in as a list. Where it failed is not told apart from where it was, so a
 * failure marks the step that the list had come to.
 */
export const signInSteps = (
  { step, purpose, isNew }: Pick<SignInView, 'step' | 'purpose' | 'isNew'>,
  reached: number,
): readonly ProgressStep[] => {
  const known = order.slice(0, lengths[purpose])
  // Whether a key has to be made is seen when the registry was asked.
  const shown =
    (step === 'done' && isNew !== true) || (purpose === 'account' && reached < 3)
      ? known.filter((name) => name !== 'making')
      : known
  return shown.map((name) => {
    const place = order.indexOf(name)
    const label = en.signIn.steps[name]
    if (step === 'done' || place < reached) return { id: name, label, state: 'done' }
    if (place > reached) return { id: name, label, state: 'before' }
    return { id: name, label, state: step === 'failed' ? 'failed' : 'now' }
  })
}

/** How far a sign-in is; of one that failed, as far as its lamps tell. */
export const reachedOf = ({ step, lamps, address }: SignInView, before: number): number => {
  if (step === 'failed') return lamps.length === 0 ? before : Math.max(before, address ? 3 : 1)
  if (step === 'done') return order.length
  return order.indexOf(step)
}
