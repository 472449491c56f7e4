import type { Speed } from '../../../../messages/popup/approval-view.ts'

const speeds: Record<Speed, string> = {
  slow: 'Slow',
  normal: 'Normal',
  fast: 'Fast',
  custom: 'Custom',
}

export const fees = {
  title: 'Network fee',
  speeds,
  speed: 'How fast',
  most: (amount: string) => `${amount} at most`,
  waiting: 'Looking at the network…',
  edit: 'Edit fee',
  editTitle: 'Fee and order',
  editLead: 'The network takes what it needs, up to these limits.',
  maxFee: 'Highest price for a unit of gas (gwei)',
  gasPrice: 'Price for a unit of gas (gwei)',
  tip: 'Of that, for whoever makes the block (gwei)',
  gasLimit: 'Gas limit',
  gasLimitHint: 'If it is too low the transaction fails, and its fee is spent.',
  nonce: 'Number in the order (nonce)',
  nonceHint: 'The network takes transactions of an account in this order.',
  badNumber: 'Write a number, such as 25 or 1.5.',
  badWhole: 'Write a whole number.',
  tipTooHigh: 'No more than the price above.',
  use: 'Use these',
  all: (count: number) => `for all ${count}`,
} as const
