import { hashMessage, serializeTransaction, type Hex } from 'viem'
import { generatePrivateKey, privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts'
import { publicKeyToAddress, serializeTypedData } from 'viem/utils'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { CertifiedIdentity } from '../../src/protocol/certificate.ts'
import type { Ability } from '../../src/protocol/statement.ts'
import { listKeys } from '../../src/quorum/keys/list-keys.ts'
import type { Call } from '../../src/registry/contracts.ts'
import { permissionCall } from '../../src/registry/permission-call.ts'
import { scope } from '../../src/registry/scopes.ts'
import { tokenIdOf } from '../../src/registry/token-id.ts'
import { anotherDevice } from './support/person.ts'
import { mintKey, mintTo } from './support/raw-mint.ts'
import {
  expectSigns,
  headerFor,
  joinAnswers,
  messageRequest,
  presign,
  presignAt,
  signAt,
} from './support/raw-signing.ts'
import { randomHex, RawWallet } from './support/raw-wallet.ts'
import { useCluster } from './support/use-cluster.ts'
import { waitUntil } from './support/wait-until.ts'

// The registry lets anybody write what they like about a key of their own. It gives them nothing of
// anybody else's, and nobody more than it says.

// Blocks that follow each transaction would make final what a test wants to see before that.
const cluster = useCluster({ nodes: 3, pool: 4, blockEachSecond: true })

type Somebody = {
  readonly account: PrivateKeyAccount
  readonly wallet: RawWallet
  readonly identity: CertifiedIdentity
}

const newSomebody = async (): Promise<Somebody> => {
  const account = privateKeyToAccount(generatePrivateKey())
  const wallet = new RawWallet(cluster().deployment)
  const { certificate } = await wallet.signIn(account)
  return { account, wallet, identity: certificate.identity }
}

const sessionOf = async (
  { account }: Somebody,
  abilities: readonly Ability[],
): Promise<RawWallet> => {
  const wallet = new RawWallet(cluster().deployment)
  const expiresAt = Math.floor(Date.now() / 1000) + 240
  await wallet.signIn(account, { abilities: [...abilities], expiresAt })
  return wallet
}

const listed = (identity: CertifiedIdentity, ...scopes: number[]) => ({
  ...identity,
  userPubkey: '0x' as const,
  scopes,
})

const everywhere = <T>(said: T): readonly T[] => [said, said, said]

describe('a key that a stranger made', () => {
  let victim: Somebody
  let stranger: Somebody

  beforeAll(async () => {
    victim = await newSomebody()
    stranger = await newSomebody()
  })

  const shown = async (publicKey: Hex) => {
    const { session } = await anotherDevice(cluster(), victim.account)
    const keys = await listKeys(session)
    return keys.find((key) => key.publicKey === publicKey)
  }

  test('and lists somebody’s login on is shown to them as shared, and with whom', async () => {
    const authMethods = [
      listed(stranger.identity, scope.signAnything),
      listed(victim.identity, scope.signAnything),
    ]
    const trap = await mintKey(cluster(), stranger.wallet, { authMethods })
    expect(await shown(trap)).toMatchObject({
      control: 'shared',
      ownedBy: 'itself',
      mayUse: 'anything',
      others: [{ id: stranger.identity.id }],
    })
    // It is what it says: both may use it.
    await expectSigns(victim.wallet, trap, [1, 2])
    await expectSigns(stranger.wallet, trap, [2, 3])
  })

  test('and owns is shown as theirs, though it lists nobody else', async () => {
    const trap = await mintKey(cluster(), stranger.wallet, {
      owner: stranger.account.address.toLowerCase() as Hex,
      sendPkpToItself: false,
      addPkpEthAddressAsPermittedAddress: false,
      pkpEthAddressScopes: [],
      authMethods: [listed(victim.identity, scope.signAnything)],
    })
    const key = await shown(trap)
    expect(key).toMatchObject({ control: 'shared', others: [] })
    expect(key?.ownedBy.toLowerCase()).toBe(stranger.identity.id)
  })

  test('and lists somebody on for nothing is of no use to them', async () => {
    const authMethods = [listed(stranger.identity, scope.signAnything), listed(victim.identity)]
    const trap = await mintKey(cluster(), stranger.wallet, { authMethods })
    expect(await shown(trap)).toMatchObject({ control: 'shared', mayUse: 'nothing' })
    const header = await headerFor(victim.wallet, trap, [1, 2])
    const answers = await Promise.all(
      [1, 2].map(async (party) => presignAt(victim.wallet, party, header)),
    )
    expect(answers.map(({ code }) => code)).toEqual(['not-permitted', 'not-permitted'])
  })

  test('and somebody’s own key is their own, and no stranger’s to use', async () => {
    const own = await mintKey(cluster(), victim.wallet)
    expect(await shown(own)).toMatchObject({ control: 'own', ownedBy: 'itself', others: [] })
    const header = await headerFor(stranger.wallet, own, [1, 2])
    const answers = await Promise.all(
      [1, 2].map(async (party) => presignAt(stranger.wallet, party, header)),
    )
    expect(answers.map(({ code, details }) => [code, details['reason']])).toEqual([
      ['not-permitted', 'not-listed'],
      ['not-permitted', 'not-listed'],
    ])
    await expectSigns(victim.wallet, own, [1, 2])
  })
})

describe('a scope for messages', () => {
  let guest: Somebody
  let host: Somebody
  let key: Hex
  const someone: Hex = `0x${'5e'.repeat(20)}`

  beforeAll(async () => {
    guest = await newSomebody()
    host = await newSomebody()
    key = await mintKey(cluster(), host.wallet, {
      authMethods: [
        listed(host.identity, scope.signAnything),
        listed(guest.identity, scope.personalSign),
      ],
    })
  })

  const transaction = (to: Hex) => ({
    kind: 'evm-transaction',
    bytes: serializeTransaction({ type: 'eip1559', chainId: 31_337, gas: 21_000n, to, value: 1n }),
  })

  const typed = {
    kind: 'typed-data',
    text: serializeTypedData({
      domain: { name: 'Any' },
      types: {
        EIP712Domain: [{ name: 'name', type: 'string' }],
        Any: [{ name: 'text', type: 'string' }],
      },
      primaryType: 'Any',
      message: { text: 'any' },
    }),
  }

  const signInText = async () => {
    const statement = guest.wallet.statement({ abilities: ['manage'] })
    const asKey = { ...guest.account, address: publicKeyToAddress(key) }
    const proof = await guest.wallet.walletProof(asKey, statement)
    if (proof.kind !== 'wallet') throw new Error('a wallet proves by a message')
    return messageRequest(key, proof.message).payload
  }

  test('signs messages', async () => {
    await expectSigns(guest.wallet, key, [1, 2], 'hello')
    await expectSigns(guest.wallet, key, [2, 3], 'hello again')
  })

  type Case = readonly [string, Ability, () => Payload | Promise<Payload>]
  type Payload = { readonly kind: string } & Readonly<Record<string, unknown>>

  test.each<Case>([
    ['a transaction', 'sign', () => transaction(someone)],
    ['typed data', 'sign', () => typed],
    ['a bare digest', 'sign-raw', () => ({ kind: 'digest', bytes: randomHex(32) })],
    ['a text that signs in here', 'manage', signInText],
    [
      'a call of the permissions',
      'manage',
      () => transaction(cluster().deployment.contracts.PkpPermissions),
    ],
  ])('does not sign %s at any node, whatever its session may', async (_, ability, make) => {
    const wallet = await sessionOf(guest, [ability])
    const presigned = await presign(wallet, await headerFor(wallet, key, [1, 2]))
    const request = { publicKey: key, requestId: randomHex(32), payload: await make() }
    const answers = await Promise.all(
      [1, 2, 3].map(async (party) => signAt(wallet, party, presigned, request)),
    )
    expect(answers.map(({ code, details }) => `${code} ${String(details['reason'])}`)).toEqual(
      everywhere('not-permitted scope'),
    )
    const owner = await sessionOf(host, [ability])
    const own = await presign(owner, await headerFor(owner, key, [1, 2]))
    const given = await Promise.all([1, 2].map(async (party) => signAt(owner, party, own, request)))
    expect(given.map(({ status }) => status)).toEqual([200, 200])
  })
})

describe('what the registry says now', () => {
  let guest: Somebody
  let host: Somebody
  let key: Hex

  beforeAll(async () => {
    guest = await newSomebody()
    host = await newSomebody()
    const { identity } = host
    const owned = {
      owner: cluster().chain.account.address.toLowerCase() as Hex,
      sendPkpToItself: false,
      addPkpEthAddressAsPermittedAddress: false,
      pkpEthAddressScopes: [],
      authMethods: mintTo(identity, '0x').authMethods,
    }
    key = await mintKey(cluster(), host.wallet, owned)
  })
  afterEach(async () => flow())

  /** No block comes but those of transactions, so that nothing new becomes final. */
  const hold = async (): Promise<void> => cluster().chain.client.setAutomine(true)
  const flow = async (): Promise<void> => {
    await cluster().chain.client.setIntervalMining({ interval: 1 })
  }

  const change = (name: 'add' | 'remove'): Call => {
    const { PkpPermissions } = cluster().deployment.contracts
    const account = guest.account.address
    return name === 'add'
      ? permissionCall(PkpPermissions, 'addPermittedAddress', [tokenIdOf(key), account, [1n]])
      : permissionCall(PkpPermissions, 'removePermittedAddress', [tokenIdOf(key), account])
  }

  /** Until every node has read the block as its head, and has not seen it become final. */
  const sendAndSee = async (call: Call): Promise<void> => {
    const { blockNumber } = await cluster().chain.send(call)
    await waitUntil('all nodes have read it', async () => {
      const told = await Promise.all(cluster().nodes.map(async (node) => node.activity()))
      return told.every(({ chain }) => (chain?.head ?? 0) >= Number(blockNumber))
    })
    for (const node of cluster().nodes) {
      expect((await node.activity()).chain?.final).toBeLessThan(Number(blockNumber))
    }
  }

  const saidTo = async ({ wallet }: Somebody) => {
    const header = await headerFor(wallet, key, [1, 2])
    const answers = await Promise.all([1, 2].map(async (party) => presignAt(wallet, party, header)))
    return answers.map(({ code, details }) => `${code} ${String(details['reason'])}`)
  }

  const twice = (said: string): readonly string[] => [said, said]

  test('counts when it is final where it permits, and at once where it withdraws', async () => {
    expect(await saidTo(guest)).toEqual(twice('not-permitted not-listed'))
    await hold()
    await sendAndSee(change('add'))
    expect(await saidTo(guest)).toEqual(twice('not-permitted not-final-yet'))
    await flow()
    await cluster().settled()
    await expectSigns(guest.wallet, key, [1, 2])

    const presigned = await presign(guest.wallet, await headerFor(guest.wallet, key, [1, 2]))
    await hold()
    await sendAndSee(change('remove'))
    expect(await saidTo(guest)).toEqual(twice('not-permitted withdrawn'))
    const request = messageRequest(key, 'too late')
    const answers = await Promise.all(
      [1, 2].map(async (party) => signAt(guest.wallet, party, presigned, request)),
    )
    expect(answers.map(({ code }) => code)).toEqual(['not-permitted', 'not-permitted'])
    expect(joinAnswers(presigned, request, hashMessage('too late'), answers)).toBeUndefined()
    await expectSigns(host.wallet, key, [1, 2])
    await flow()
    await cluster().settled()
    expect(await saidTo(guest)).toEqual(twice('not-permitted not-listed'))
  })
})
