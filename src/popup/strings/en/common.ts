import type { SignInWay } from '../../../messages/popup/sign-in-view.ts'

/** As it stands in the middle of a sentence. */
const way = ({ kind, name }: Pick<SignInWay, 'kind' | 'name'>): string => {
  if (kind === 'passkey') return 'a passkey'
  return kind === 'wallet' ? 'another wallet' : name
}

export const common = {
  way,
  name: 'Assent',
  back: 'Back',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  add: 'Add',
  remove: 'Remove',
  rename: 'Rename',
  copy: 'Copy',
  copied: 'Copied',
  details: 'What exactly happened',
  retry: 'Try again',
  checkAgain: 'Check again',
  done: 'Done',
  later: 'Not now',
  more: 'More',
  loading: 'Loading',
  search: 'Search',
  notEncrypted: 'Not encrypted',
  hidden: 'Hidden',
  unknown: 'Unknown',
} as const
