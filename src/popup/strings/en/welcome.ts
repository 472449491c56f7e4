import type { SignInWay } from '../../../messages/popup/sign-in-view.ts'
import { common } from './common.ts'

export const welcome = {
  title: 'A wallet without a key to lose',
  lead: 'Sign in with an account you already have. A set of independent nodes holds the key to your wallet together, and signs when you ask: nobody, not even you, ever has the whole key.',
  choose: 'Choose how to sign in',
  continueWith: (way: SignInWay) => `Continue with ${common.way(way)}`,
  wayNotes: {
    google: 'Your Google account',
    apple: 'Your Apple account',
    openId: 'Opens its own sign-in page',
    passkey: 'Fingerprint, face or screen lock',
    wallet: 'Sign a message with a wallet you have',
  },
  same: 'The same sign-in brings you to the same accounts, on any device.',
  noSeed: 'No seed phrase, no password, nothing to install elsewhere.',
  noWays: 'This node set offers no way to sign in. Choose another node set.',
  chooseNodeSet: 'Node set',
  held: (nodes: number, threshold: number) => `${threshold} of ${nodes}`,
  heldNote: 'nodes sign together',
  ringCaption: (nodes: number, threshold: number) =>
    `Any ${threshold} of these ${nodes} nodes can sign for you. Fewer can do nothing, and none has your key.`,
  popupTitle: 'Set up your wallet',
  popupLead: 'It takes a few seconds, and opens in a tab so that nothing is lost on the way.',
  popupBegin: 'Set up',
  backup: {
    title: 'Add a second way to sign in',
    lead: 'There is no seed phrase. If you lose the login you just used, a second one is how you get back in.',
    loss: 'With only one login, losing it means losing this wallet: nobody can restore it, and that includes us.',
    later: 'Later',
    laterNote: 'You find it at any time under Accounts.',
    done: 'You can now sign in with either of them.',
  },
  ready: {
    title: 'Your wallet is ready',
    again: 'Welcome back',
    seconds: (seconds: string) => `Made in ${seconds}`,
    found: (count: number) =>
      count === 1 ? 'Your account was found.' : `Your ${count} accounts were found.`,
    made: 'Your nodes made a new key together. This is its address.',
    next: 'Continue',
    open: 'Open the wallet',
  },
} as const
