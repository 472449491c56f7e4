import type { ProblemCode } from '../../../messages/popup/problem.ts'

/** What went wrong, and what to do about it. */
export const problems: Record<ProblemCode, { readonly title: string; readonly body: string }> = {
  'no-network': {
    title: 'The nodes cannot be reached',
    body: 'Check that this computer is online, then try again. Your accounts are safe: nothing of them is lost while nodes are away.',
  },
  'below-threshold': {
    title: 'Too few nodes answer',
    body: 'Signing needs two thirds of the nodes, and fewer answer right now. Try again in a few minutes. Your accounts stay as they are.',
  },
  'untrusted-registry': {
    title: 'The registry does not match',
    body: 'What the registry says is not signed by the key that this wallet trusts. Nothing was signed. Check your connection, and the node set in the settings.',
  },
  'registry-restarted': {
    title: 'The registry’s chain was started anew',
    body: 'It has lost what says who may use your keys. Nothing was signed, and your keys are still with the nodes. Look at the node set in the settings.',
  },
  'chain-failed': {
    title: 'The chain does not answer',
    body: 'The RPC of this network gave no useful answer. Try again, or choose another RPC under Networks.',
  },
  'wrong-clock': {
    title: 'This computer’s clock is wrong',
    body: 'The nodes refuse requests from another time. Set the date and time to automatic in your system settings, then try again.',
  },
  replaced: {
    title: 'This is another node set',
    body: 'At the same addresses there are now other nodes, with another key. They do not have your accounts. Nothing was removed from this device.',
  },
  'not-configured': {
    title: 'This is not set up here',
    body: 'The node set does not offer this. Choose another way, or another node set in the settings.',
  },
  'signed-out': {
    title: 'You are signed out',
    body: 'Sign in again to go on. Your accounts stay as they are.',
  },
  'bad-proof': {
    title: 'The sign-in was not accepted',
    body: 'The nodes could not verify it. Sign in again; if it keeps failing, check that the clock is right.',
  },
  'provider-unavailable': {
    title: 'The sign-in page cannot be reached',
    body: 'Check your connection and try again, or sign in another way.',
  },
  refused: {
    title: 'The nodes refused',
    body: 'This is not permitted for you. Nothing was signed.',
  },
  'limit-reached': {
    title: 'That is enough for now',
    body: 'The limit for this session or this hour is used up. Try again later, or sign in anew.',
  },
  'budget-spent': {
    title: 'That took too long',
    body: 'The nodes did not finish in time, and nothing came of it. Try again; if it happens again, look at the node set in the settings.',
  },
  'mint-failed': {
    title: 'The account could not be made',
    body: 'The nodes did not finish. Try again: it goes on from where it stopped, and no second account comes of it.',
  },
  cancelled: {
    title: 'Stopped',
    body: 'The sign-in window was closed before the end. Nothing was changed.',
  },
  'other-identity': {
    title: 'That is somebody else',
    body: 'You signed in with another login than the one this wallet belongs to. Sign in with the same one.',
  },
  'transaction-failed': {
    title: 'The transaction failed',
    body: 'The chain did not take it. Look at the details, then try again.',
  },
  'changed-meanwhile': {
    title: 'Something changed meanwhile',
    body: 'What is shown now is not what you answered. Look at it again.',
  },
  'storage-broken': {
    title: 'Stored data cannot be read',
    body: 'Something this wallet keeps on this device is damaged. Your accounts are not: the nodes hold their keys.',
  },
  'bad-input': { title: 'That does not fit', body: 'Check what you wrote, and try again.' },
  locked: { title: 'The wallet is locked', body: 'Unlock it to go on.' },
  unexpected: {
    title: 'Something went wrong',
    body: 'Try again. If it keeps happening, close this window and open it anew.',
  },
}
