import { WalletProblem } from '../problem.ts'

export const changedMeanwhile = (): WalletProblem =>
  new WalletProblem('changed-meanwhile', 'what is asked has changed: look at it again')
