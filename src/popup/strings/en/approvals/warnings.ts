import type { WarningFacts } from '../../../../messages/popup/warning-rule.ts'

/** What is wrong, what comes of it, and what somebody ticks who goes on all the same. */
export type WarningWords = {
  readonly title: string
  readonly body: string
  readonly accept: string
}

/** Facts as they are, and networks by their names. */
export type Naming = {
  readonly network: (chainId: string) => string
  readonly short: (address: string) => string
  readonly gwei: (wei: string) => string
  readonly time: (text: string) => string
}

type Words = {
  readonly [Rule in keyof WarningFacts]: (facts: WarningFacts[Rule], naming: Naming) => WarningWords
}

const blind: Record<
  WarningFacts['blind-data']['why'],
  (facts: WarningFacts['blind-data'], naming: Naming) => Pick<WarningWords, 'title' | 'body'>
> = {
  'unknown-function': ({ selector }) => ({
    title: 'What this call does is not known',
    body: `The function ${selector} is not in the wallet’s table. Go on only if you trust this site.`,
  }),
  arguments: ({ selector }) => ({
    title: 'The call does not fit its function',
    body: `What stands behind ${selector} is not what that function takes, so nobody can say what it does.`,
  }),
  bytes: () => ({
    title: 'This is no readable text',
    body: 'You are asked to sign bytes that nobody can read. They may mean anything to whoever gets them.',
  }),
  'typed-data': () => ({
    title: 'What this leads to is not known',
    body: 'The fields are shown below, but the wallet does not know what the contract does with them.',
  }),
}

export const warnings: Words = {
  'phishing-host': ({ host, by }) => ({
    title: 'This site is known to steal',
    body: `${host} is on ${by === 'wallet' ? 'the wallet’s' : 'your'} list of sites that take what people have. Close it.`,
    accept: `I know what is said about ${host}, and go on`,
  }),
  'look-alike-host': ({ host, like }) => ({
    title: `This is not ${like}`,
    body: `${host} is written to look like ${like}. Read the address of the page letter by letter.`,
    accept: `I want ${host}, and not ${like}`,
  }),
  'new-recipient': ({ address }, { short }) => ({
    title: 'First time to this address',
    body: `You have sent nothing to ${short(address)} before. Compare it with where you have it from.`,
    accept: 'I compared the whole address',
  }),
  'look-alike-recipient': ({ like, name }, { short }) => ({
    title: 'It only looks like an address you know',
    body: `It begins and ends like ${name === '' ? short(like) : `${name} (${short(like)})`}, and is another one. Such addresses are planted so that people copy them.`,
    accept: 'I compared the whole address, and it is the right one',
  }),
  'burn-address': () => ({
    title: 'Nobody can open this address',
    body: 'Whatever is sent there is gone for ever.',
    accept: 'I want to destroy it for ever',
  }),
  'token-contract-recipient': ({ symbol }) => ({
    title: `This is the contract of ${symbol || 'the token'} itself`,
    body: 'Tokens that are sent to their own contract usually stay there for ever.',
    accept: 'I know that they may be lost',
  }),
  'unlimited-approval': ({ spender, symbol }, { short }) => ({
    title: `No limit on your ${symbol || 'tokens'}`,
    body: `${short(spender)} could take all ${symbol || 'of this token'} that this account has, now and later. Set a limit to what is needed now.`,
    accept: `It may take all my ${symbol || 'tokens'}`,
  }),
  'approval-to-account': ({ spender }, { short }) => ({
    title: 'A person would get this, not an application',
    body: `${short(spender)} is no contract: whoever has its key could take your tokens at any time. Real applications use contracts.`,
    accept: 'I know this person, and they may take my tokens',
  }),
  'approve-all': ({ operator, symbol }, { short }) => ({
    title: `Every ${symbol || 'token of this collection'} you have`,
    body: `${short(operator)} could take all of them, and those you get later, without asking again.`,
    accept: `It may take every ${symbol || 'one'} of mine`,
  }),
  'long-permit': ({ until, days }) => ({
    title: until === '' ? 'It never ends' : `It holds for ${days} days`,
    body: 'Whoever has your signature may wait that long before using it.',
    accept: 'It may be used that long',
  }),
  'chain-mismatch': ({ asked, site }, { network }) => ({
    title: 'Made for another network',
    body:
      asked === ''
        ? 'It names no network, so it would hold on every one.'
        : `It is for ${network(asked)}, while this site is on ${network(site)}.`,
    accept: asked === '' ? 'It may hold on every network' : `I mean ${network(asked)}`,
  }),
  'high-fee': ({ price, usual, times }, { gwei }) => ({
    title: 'The fee is far above the usual',
    body: `${gwei(price)} for a unit of gas, where ${gwei(usual)} is fast: ${times} times as much.`,
    accept: 'I want to pay this much',
  }),
  'blind-data': (facts, naming) => ({
    ...blind[facts.why](facts, naming),
    accept: 'I trust this site, and go on',
  }),
  'data-to-account': ({ address }, { short }) => ({
    title: 'There is nobody to be called',
    body: `${short(address)} has no contract on this network. The call would do nothing; coins sent with it would stay there.`,
    accept: 'I want to send this all the same',
  }),
  'deploys-contract': ({ bytes }) => ({
    title: 'This makes a new contract',
    body: `${bytes} bytes of a program that the wallet cannot judge.`,
    accept: 'I want to make this contract',
  }),
  'would-fail': ({ reason }) => ({
    title: 'This would fail',
    body: `${reason === '' ? 'Tried on the network just now, it does not go through.' : `Tried on the network just now: ${reason}.`} Its fee may be spent all the same.`,
    accept: 'I want to send it all the same',
  }),
  'bare-hash': () => ({
    title: 'You cannot see what this means',
    body: '32 bytes, as the fingerprint of something else has. It may stand for an order or a transfer.',
    accept: 'I know what this is the fingerprint of',
  }),
  'siwe-domain': ({ domain, host }) => ({
    title: `This signs you in at ${domain}`,
    body: `You are at ${host}. With your signature it could be you at ${domain}.`,
    accept: `${host} may sign in as me at ${domain}`,
  }),
  'siwe-account': ({ asked, account }, { short }) => ({
    title: 'For another account',
    body: `The text names ${short(asked)}, and ${short(account)} would sign it.`,
    accept: 'I want to sign it with this account',
  }),
  'siwe-time': ({ why, time: when }, { time }) => ({
    title: why === 'expired' ? 'This sign-in is over' : 'This sign-in has not begun',
    body: why === 'expired' ? `It ended ${time(when)}.` : `It holds from ${time(when)} on.`,
    accept: 'I want to sign it all the same',
  }),
  'siwe-malformed': ({ what }) => ({
    title: 'It looks like a sign-in, and is not quite one',
    body: `Programs could read it differently from you: ${what}.`,
    accept: 'I read the whole text, and sign it',
  }),
  'names-no-site': () => ({
    title: 'An old kind of message',
    body: 'It names no site, no contract and no network. Whoever gets your signature could use it elsewhere too.',
    accept: 'It may be used elsewhere',
  }),
  'order-for-nothing': ({ offered }) => ({
    title: 'You would give, and get nothing',
    body: `This order gives ${offered || 'your tokens'} away, and pays you nothing.`,
    accept: 'I want to give it away',
  }),
}
