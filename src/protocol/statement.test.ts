import { describe, expect, test } from 'vitest'
import { certificate, sessionId } from './certificate.ts'
import { shortCode, statement, statementHash } from './statement.ts'
import { walletMessage } from './wallet-message.ts'

const said = statement.parse({
  nodeSet: `eip155:31337:0x${'ab'.repeat(20)}`,
  sessionKey: { algorithm: 'ed25519', publicKey: `0x${'11'.repeat(32)}` },
  abilities: ['sign'],
  limits: {},
  issuedAt: 1_800_000_000,
  expiresAt: 1_800_086_400,
  random: `0x${'22'.repeat(32)}`,
})

/** Every statement that differs from `said` in one thing. */
const others = [
  { ...said, nodeSet: `eip155:1:0x${'ab'.repeat(20)}` },
  { ...said, sessionKey: { ...said.sessionKey, publicKey: `0x${'12'.repeat(32)}` } },
  { ...said, abilities: ['manage'] },
  { ...said, limits: { signatures: 1 } },
  { ...said, keys: [`0x04${'33'.repeat(64)}`] },
  { ...said, issuedAt: said.issuedAt + 1 },
  { ...said, expiresAt: said.expiresAt + 1 },
  { ...said, random: `0x${'23'.repeat(32)}` },
].map((other) => statement.parse(other))

describe('the hash of a statement', () => {
  test('does not change from release to release', () => {
    expect(statementHash(said)).toMatchInlineSnapshot(
      `"0xfed8a7c27d6f17336c0486d76461a9d61caddb11cfedfc2a3551de9d27a649b3"`,
    )
  })

  test('differs with everything that is said', () => {
    const hashes = new Set([said, ...others].map(statementHash))
    expect(hashes.size).toBe(others.length + 1)
  })
})

describe('a statement', () => {
  test.each([
    ['an unknown field', { ...said, admin: true }],
    ['no ability', { ...said, abilities: [] }],
    ['an unknown ability', { ...said, abilities: ['everything'] }],
    ['hex in capitals', { ...said, random: `0x${'AB'.repeat(32)}` }],
    ['a time with a fraction', { ...said, issuedAt: 1.5 }],
    ['an unknown limit', { ...said, limits: { colour: 'red' } }],
    ['an empty list of limits', { ...said, limits: { chains: [] } }],
    ['a value beyond 256 bits', { ...said, limits: { valueTotal: (1n << 256n).toString() } }],
    ['a node set without its registry', { ...said, nodeSet: 'eip155:1' }],
  ])('is refused with %s', (_, wrong) => {
    expect(statement.safeParse(wrong).success).toBe(false)
  })

  test('may carry every limit there is', () => {
    const limits = {
      kinds: ['evm-transaction', 'typed-data'],
      chains: ['eip155:1', 'cosmos:cosmoshub-4'],
      contracts: [`0x${'01'.repeat(20)}`],
      functions: ['0xa9059cbb'],
      valuePerTransaction: '1000000000000000000',
      valueTotal: ((1n << 256n) - 1n).toString(),
      domains: [{ chain: 'eip155:1', contract: `0x${'01'.repeat(20)}` }],
      origins: ['https://app.example'],
      signatures: 10,
      livePresignatures: 8,
    }
    expect(statement.parse({ ...said, limits }).limits).toEqual(limits)
  })
})

test('a certificate has an id that changes with every word of it', () => {
  const { random: _, ...kept } = said
  const first = certificate.parse({
    ...kept,
    epoch: 0,
    identity: { authMethodType: '1', id: `0x${'44'.repeat(20)}` },
    provenAt: said.issuedAt,
    statement: statementHash(said),
  })
  const ids = [
    first,
    { ...first, epoch: 1 },
    { ...first, provenAt: first.provenAt + 1 },
    { ...first, identity: { ...first.identity, authMethodType: '2' } },
  ].map(sessionId)
  expect(new Set(ids).size).toBe(4)
})

describe('the message for another wallet', () => {
  const message = walletMessage({
    domain: 'wallet.example',
    url: 'https://wallet.example/sign-in',
    address: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    chainId: 1,
    statement: said,
  })

  test('names the domain, the account, and the hash that a node looks for', () => {
    expect(message.split('\n').slice(0, 2)).toEqual([
      'wallet.example wants you to sign in with your Ethereum account:',
      '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    ])
    expect(message).toContain(`Nonce: ${statementHash(said).slice(2)}`)
    expect(message).toContain('Issued At: 2027-01-15T08:00:00.000Z')
  })

  test('shows a code short enough to compare by eye', () => {
    const code = shortCode(statementHash(said))
    expect(code).toMatch(/^[A-Z2-7]{4}-[A-Z2-7]{4}$/)
    expect(message).toContain(code)
  })
})
