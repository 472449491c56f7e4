import type { PayloadKind } from '../../../protocol/limits.ts'
import type { Ability } from '../../../protocol/statement.ts'

/** What somebody wants a key for. A presignature is made before anybody knows for what. */
export type Operation =
  | { readonly ability: Ability; readonly kind: PayloadKind }
  | { readonly ability: 'presign' }
