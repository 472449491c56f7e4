/** The moments between two effects at which a node may stop for good and must lose nothing. */
export type FailpointName =
  | 'dkg.before-checkpoint'
  | 'dkg.after-checkpoint'
  | 'dkg.before-result'
  | 'dkg.after-result'
  | 'presign.after-round-1'
  | 'presign.before-ack'
  | 'sign.before-commit'
  | 'sign.after-commit'
  | 'sign.before-send'
  | 'open.after-count'

/**
 * Called at each of these moments. A test's entry hands in one that ends the process; nothing that
 * an operator can configure does.
 */
export type Failpoints = (name: FailpointName) => void

export const noFailpoints: Failpoints = () => {}
