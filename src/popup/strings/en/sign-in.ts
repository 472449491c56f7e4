import type { SignInPurpose, SignInStep, SignInWay } from '../../../messages/popup/sign-in-view.ts'

type Running = Exclude<SignInStep, 'failed' | 'done'>

const titles: Record<SignInPurpose, string> = {
  account: 'Signing in',
  another: 'Making another account',
  unlock: 'Unlocking',
  renew: 'Renewing your session',
  manage: 'Confirm that it is you',
  'add-login': 'Sign in with the new login',
}

const proving: Record<SignInWay['kind'], string> = {
  google: 'Sign in in the window that opened',
  apple: 'Sign in in the window that opened',
  openId: 'Sign in in the window that opened',
  passkey: 'Use your passkey on the page that opened',
  wallet: 'Sign with your other wallet on the page that opened',
}

const steps: Record<Running, string> = {
  proving: 'You prove who you are',
  certifying: 'Every node checks it for itself',
  looking: 'The registry is asked for your accounts',
  making: 'The nodes make your key, and nobody has it whole',
}

const saying: Record<Running, string> = {
  proving: 'Waiting for you',
  certifying: 'Nodes are checking',
  looking: 'Looking for your accounts',
  making: 'Making your key',
}

export const signIn = {
  titles,
  proving,
  steps,
  saying,
  manageNote:
    'Changing who controls an account takes a fresh sign-in with a login that controls it now.',
  shortCode: 'Compare this code',
  shortCodeNote: 'The page that opened must show the same code. If it does not, close it.',
  cancel: 'Stop',
  retry: 'Go on',
  otherWay: 'Choose another way',
  failedAt: (title: string) => `${title} did not work`,
  nodes: (lit: number, all: number) => `${lit} of ${all} nodes`,
  seconds: (ms: number) => `${(ms / 1000).toFixed(1)} s`,
  done: { manage: 'Confirmed', 'add-login': 'Login added', renew: 'Session renewed' },
} as const
