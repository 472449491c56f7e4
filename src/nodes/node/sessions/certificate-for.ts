import type { Certificate } from '../../../protocol/certificate.ts'
import { statementHash, type Statement } from '../../../protocol/statement.ts'
import type { Proven } from '../auth/proven.ts'

/** The same on every node: nothing in it is this node's own. */
export const certificateFor = (
  statement: Statement,
  proven: Pick<Proven, 'identity' | 'provenAt'>,
  epoch: number,
): Certificate => {
  const { random: _, ...said } = statement
  return {
    ...said,
    epoch,
    identity: proven.identity,
    provenAt: proven.provenAt,
    statement: statementHash(statement),
  }
}
