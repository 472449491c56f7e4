export const batch = {
  title: 'Transactions',
  lead: 'Approved together, and sent one after the other.',
  approved: 'Approved',
  pending: (done: number, of: number) => `${done} of ${of} confirmed`,
  pendingBody: 'This page shows what the network says, as soon as it does.',
  done: (of: number) => (of === 1 ? 'It is confirmed' : `All ${of} are confirmed`),
  notAll: (done: number, of: number) => `${done} of ${of} went through`,
  notAllBody: 'What went through stays done. Go back to the site to try the rest again.',
  unknown: {
    title: 'These transactions are not known any more',
    body: 'The wallet keeps the last few hundred. An explorer of the network has all of them.',
  },
  one: (at: number, of: number) => `${at} of ${of}`,
  states: {
    waiting: 'Waiting',
    sent: 'Sent',
    confirmed: 'Confirmed',
    failed: 'Failed',
    replaced: 'Not sent',
  },
  notes: {
    failed: 'The network took it and refused what it does. Its fee is spent.',
    replaced: 'Another transaction took its place, or the network would not have it.',
  },
  transaction: 'Transaction',
  explorer: 'Show on the explorer',
} as const
