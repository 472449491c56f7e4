import type { AnyKind } from './any-kind.ts'
import type { Approval } from './approval.ts'
import { boundHash } from './bound-hash.ts'
import type { AskControl } from './kind.ts'

type ControlParts = Pick<AskControl<unknown>, 'signal' | 'light'> & {
  readonly kind: AnyKind
  readonly approval: Approval
  /** As it stands now; throws once it has ended. */
  readonly find: () => Approval
  readonly put: (next: (approval: Approval) => Approval) => Promise<void>
}

/** What a kind may do with one that is open. */
export const askControl = (
  id: string,
  { kind, approval: { by }, signal, find, put, light }: ControlParts,
): AskControl<unknown> => ({
  id,
  by,
  signal,
  light,
  get body() {
    return find().body
  },
  get left() {
    return find().left !== undefined
  },
  change: async (next, how) =>
    put((one) => {
      const body = next(one.body)
      const revision = one.revision + (how === 'shown' ? 1 : 0)
      return { ...one, body, revision, hash: boundHash(kind, by, body) }
    }),
  atSigning: async () => put((one) => ({ ...one, state: 'signing' })),
  leave: async (answer) => {
    await put((one) => ({ ...one, state: 'sending', left: one.left ?? { answer } }))
    // Whoever was faster with a no is heard: then there is nothing to be found here.
    find()
  },
  cameBack: async () =>
    put((one) => {
      const { left: _, ...rest } = one
      return { ...rest, state: 'signing' }
    }),
})
