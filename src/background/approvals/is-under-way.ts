import type { Approval } from './approval.ts'

/** Agreed to and held up by nothing: it goes on by itself, and nobody changes it meanwhile. */
export const isUnderWay = ({
  agreed,
  needsSignIn,
}: Pick<Approval, 'agreed' | 'needsSignIn'>): boolean => agreed !== undefined && !needsSignIn
