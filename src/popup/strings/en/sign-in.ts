import type { SignInPurpose, SignInStep, SignInWay } from '../../../messages/popup/sign-in-view.ts'

type Running = Exclude<SignInStep, 'failed' | 'done'>

const titles: Record<SignInPurpose, string> = {
  account: 'Signing in',
  another: 'Making another account',
  unlock: 'Unlocking',
  renew: 'Renewing your session',
  manage: 'Confirm that it is you',
  'add-login': 'Show the new login',
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

/** Where the same step is about something else. */
const own: Partial<Record<SignInPurpose, Partial<Record<Running, string>>>> = {
  'add-login': { proving: 'You show that the new login is yours' },
  manage: {
    proving: 'You confirm with the login you use now',
    making: 'The account writes the change to the registry',
  },
}

export const signIn = {
  titles,
  proving,
  step: (purpose: SignInPurpose, step: Running) => own[purpose]?.[step] ?? steps[step],
  saying: (purpose: SignInPurpose, step: Running) =>
    purpose === 'manage' && step === 'making' ? 'Writing it down' : saying[step],
  manageNote:
    'Changing who controls an account takes a fresh sign-in with the login you use now. Keep this open: it takes a minute to be final.',
  shortCode: 'Compare this code',
  shortCodeNote: 'The page that opened must show the same code. If it does not, close it.',
  cancel: 'Stop',
  retry: 'Go on',
  otherWay: 'Choose another way',
  failedAt: (title: string) => `${title} did not work`,
  nodes: (lit: number, all: number) => `${lit} of ${all} nodes`,
  seconds: (ms: number) => `${(ms / 1000).toFixed(1)} s`,
  changed: 'Who controls the account was changed',
} as const
