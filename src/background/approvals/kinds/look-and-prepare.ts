import type { Signing } from '../../signing/signing.ts'
import type { AskControl } from '../kind.ts'

/** While it is looked at, its signature is prepared; that this failed is told when both are over. */
export const lookAndPrepare = async (
  { signing }: { readonly signing: Pick<Signing, 'prepare'> },
  control: AskControl<{ readonly account: string }>,
  look: () => Promise<void>,
): Promise<void> => {
  const [prepared, looked] = await Promise.allSettled([
    signing.prepare(control, control.body.account),
    look(),
  ])
  if (looked.status === 'rejected') throw looked.reason
  if (prepared.status === 'rejected') throw prepared.reason
}
