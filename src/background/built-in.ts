import type { Deployment } from '../protocol/deployment.ts'

/** What a build adds to the sources; scripts/extension puts it in the place of this name. */
declare const __ASSENT_BUILT_IN__: {
  /** Whose nodes this wallet speaks to, until the person says otherwise. */
  readonly deployment: Deployment
  /** The deployment is a devnet on this machine. */
  readonly development: boolean
}

export const builtIn = __ASSENT_BUILT_IN__
