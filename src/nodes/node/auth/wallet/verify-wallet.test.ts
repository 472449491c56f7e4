import { createRequire } from 'node:module'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import {
  createPublicClient,
  createTestClient,
  createWalletClient,
  encodeAbiParameters,
  getAddress,
  http,
  parseEther,
  type Hex,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAnvil, type Anvil } from '../../../../../test/support/anvil.ts'
import { testDeployment, testStatement } from '../../../../../test/support/auth-nodes.ts'
import { protocolError } from '../../../../../test/support/protocol-errors.ts'
import { fromHex, toHex } from '../../../../payloads/encoding/hex.ts'
import { walletMessage } from '../../../../protocol/wallet-message.ts'
import type { ContractCaller } from '../contract-caller.ts'
import { verifyWallet } from './verify-wallet.ts'

const statement = testStatement({ abilities: ['manage', 'sign'] })
const page = testDeployment.walletPage
if (page === undefined) throw new Error('the deployment has a page for wallets')
const account = privateKeyToAccount(generatePrivateKey())

type MessageChange = Partial<Parameters<typeof walletMessage>[0]>

const messageOf = (change: MessageChange = {}): string =>
  walletMessage({ ...page, address: account.address, chainId: 1, statement, ...change })

const noContracts: ContractCaller = { call: async () => Promise.resolve('0x') }

const verify = async (message: string, signature: Hex, contracts = noContracts) =>
  verifyWallet({ deployment: testDeployment, contracts }, statement, {
    kind: 'wallet',
    message,
    signature,
  })

const refused = (reason: string) => protocolError('bad-proof', { reason })

describe('an account with a key', () => {
  test.each([1, 10, 31_337, 8_453_000_000])('signs in on chain %i', async (chainId) => {
    const message = messageOf({ chainId })
    await expect(verify(message, await account.signMessage({ message }))).resolves.toMatchObject({
      method: 'wallet',
      identity: { authMethodType: '1', id: account.address.toLowerCase() },
      userPubkey: '0x',
      provenAt: statement.issuedAt,
    })
  })

  test('may count its recovery bit from zero', async () => {
    const message = messageOf()
    const signature = await account.signMessage({ message })
    const v = Number.parseInt(signature.slice(-2), 16) - 27
    await expect(verify(message, `0x${signature.slice(2, -2)}0${v}`)).resolves.toBeDefined()
  })

  test('is the same person on each chain', async () => {
    const ids = await Promise.all(
      [1, 10].map(async (chainId) => {
        const message = messageOf({ chainId })
        return (await verify(message, await account.signMessage({ message }))).identity.id
      }),
    )
    expect(ids[0]).toBe(ids[1])
  })
})

describe('refuses a text', () => {
  const good = messageOf()
  test.each<[string, string]>([
    ['for another statement', messageOf({ statement: testStatement() })],
    ['of another domain', messageOf({ domain: 'evil.example' })],
    ['of another page', messageOf({ url: 'https://evil.example/' })],
    ['without checksum', messageOf({ address: account.address.toLowerCase() })],
    [
      'with a wrong checksum',
      messageOf({ address: `0x${account.address.slice(2).toUpperCase()}` }),
    ],
    ['without an account', messageOf({ address: '' })],
    ['on no chain', good.replace('Chain ID: 1', 'Chain ID: 0')],
    ['on a chain with leading zeros', good.replace('Chain ID: 1', 'Chain ID: 01')],
    ['on a chain beyond numbers', good.replace('Chain ID: 1', `Chain ID: ${'9'.repeat(16)}`)],
    ['on two chains', good.replace('Chain ID: 1', 'Chain ID: 1\nChain ID: 2')],
    ['with other abilities', good.replace('manage, sign.', 'sign.')],
    ['with another code', good.replace(/code .{9}/, 'code AAAA-AAAA')],
    ['that lives longer', good.replace(/(Expiration Time: )\d{4}/, '$12999')],
    ['of another version', good.replace('Version: 1', 'Version: 2')],
    ['with resources', `${good}\nResources:\n- https://evil.example`],
    ['with a newline behind', `${good}\n`],
    ['with a space before', ` ${good}`],
    ['with other line ends', good.replaceAll('\n', '\r\n')],
    ['with another nonce', good.replace(/Nonce: ../, 'Nonce: zz')],
    ['that is short', 'hello'],
    ['with half a character', `\ud800${good}`],
  ])('%s', async (_, message) => {
    expect(message).not.toBe(good)
    const signature = await account.signMessage({ message })
    await expect(verify(message, signature)).rejects.toThrow(refused('message'))
  })
})

describe('refuses a signature', () => {
  const message = messageOf({ chainId: foundry.id })

  test('of another account', async () => {
    const other = privateKeyToAccount(generatePrivateKey())
    const signature = await other.signMessage({ message })
    await expect(verify(message, signature)).rejects.toThrow(refused('signature'))
  })

  test('of another text', async () => {
    const signature = await account.signMessage({ message: `${message} ` })
    await expect(verify(message, signature)).rejects.toThrow(refused('signature'))
  })

  test('with s in its upper half', async () => {
    const signature = await account.signMessage({ message })
    await expect(verify(message, signature)).resolves.toBeDefined()
    await expect(verify(message, highS(signature))).rejects.toThrow(refused('signature'))
  })

  test.each<[string, (signature: string) => string]>([
    ['a byte short', (signature) => signature.slice(0, -2)],
    ['a byte long', (signature) => `${signature}00`],
    ['with recovery 2', (signature) => `${signature.slice(0, -2)}02`],
    ['with recovery 29', (signature) => `${signature.slice(0, -2)}1d`],
    ['with the other recovery', (signature) => signature.slice(0, -2).concat(otherBit(signature))],
    ['of zeros', () => `0x${'00'.repeat(65)}`],
    ['with r beyond the order', (signature) => `0x${'ff'.repeat(32)}${signature.slice(66)}`],
    ['that is empty', () => '0x'],
    ['in its compact form', (signature) => signature.slice(0, 130)],
  ])('%s', async (_, change) => {
    const signature = change(await account.signMessage({ message })) as Hex
    await expect(verify(message, signature)).rejects.toThrow(refused('signature'))
  })

  test('by no key on a chain that is not read', async () => {
    const elsewhere = messageOf({ chainId: 10 })
    await expect(verify(elsewhere, '0x1234')).rejects.toThrow(refused('chain'))
  })

  test('of an account that is not deployed, and says so', async () => {
    const wrapped = `0x${'12'.repeat(64)}${'6492'.repeat(16)}` as const
    await expect(verify(message, wrapped)).rejects.toThrow(refused('undeployed-account'))
  })
})

test('a deployment without a page takes no wallets', async () => {
  const { walletPage: _, ...deployment } = testDeployment
  const message = messageOf()
  const signature = await account.signMessage({ message })
  await expect(
    verifyWallet({ deployment, contracts: noContracts }, statement, {
      kind: 'wallet',
      message,
      signature,
    }),
  ).rejects.toThrow(refused('method-not-offered'))
})

describe('an account with a contract', () => {
  let anvil: Anvil
  let contracts: ContractCaller
  let deployed: Record<'Wallet' | 'Loud' | 'Angry', Hex>

  beforeAll(async () => {
    anvil = await startAnvil()
    const transport = http(anvil.url)
    const reader = createPublicClient({ chain: foundry, transport, cacheTime: 0 })
    contracts = {
      call: async (to, data) =>
        reader.call({ to, data }).then(
          (answer) => answer.data ?? '0x',
          () => '0x',
        ),
    }
    const owner = createWalletClient({ account, chain: foundry, transport })
    const test = createTestClient({ chain: foundry, mode: 'anvil', transport })
    await test.setBalance({ address: account.address, value: parseEther('1') })
    const bytecodes = compile()
    const deploy = async (name: string): Promise<Hex> => {
      const hash = await owner.sendTransaction({ data: bytecodes(name) })
      const { contractAddress } = await reader.waitForTransactionReceipt({
        hash,
        pollingInterval: 10,
      })
      if (typeof contractAddress !== 'string') throw new Error(`${name} was not deployed`)
      return getAddress(contractAddress)
    }
    deployed = {
      Wallet: await deploy('Wallet'),
      Loud: await deploy('Loud'),
      Angry: await deploy('Angry'),
    }
  })
  afterAll(async () => anvil.stop())

  const signIn = async (address: Hex, signature?: Hex, chainId: number = foundry.id) => {
    const message = messageOf({ address, chainId })
    return verify(message, signature ?? (await account.signMessage({ message })), contracts)
  }

  test('signs in by what its contract accepts', async () => {
    await expect(signIn(deployed.Wallet)).resolves.toMatchObject({
      identity: { authMethodType: '1', id: deployed.Wallet.toLowerCase() },
    })
  })

  test('also with a signature that is none of a key', async () => {
    const pin = encodeAbiParameters([{ type: 'string' }], ['open sesame'])
    await expect(signIn(deployed.Wallet, pin)).resolves.toBeDefined()
  })

  test('does not with what its contract refuses', async () => {
    await expect(signIn(deployed.Wallet, '0x1234')).rejects.toThrow(refused('signature'))
  })

  test('does not with an answer that only begins as it should, or with none', async () => {
    await expect(signIn(deployed.Loud)).rejects.toThrow(refused('signature'))
    await expect(signIn(deployed.Angry)).rejects.toThrow(refused('signature'))
  })

  test('does not on a chain that nodes do not read', async () => {
    await expect(signIn(deployed.Wallet, undefined, 10)).rejects.toThrow(refused('chain'))
  })

  test.each([1, 2, 3, 4, 5, 9])('is not what is precompiled at %i', async (place) => {
    const { addressFromBytes } = await import('../../../../payloads/evm/address.ts')
    const address = addressFromBytes(Uint8Array.from([...new Array<number>(19).fill(0), place]))
    await expect(signIn(address)).rejects.toThrow(refused('signature'))
  })
})

const otherBit = (signature: string): string => (signature.endsWith('1b') ? '1c' : '1b')

function highS(signature: Hex): Hex {
  const bytes = fromHex(signature)
  const { r, s } = secp256k1.Signature.fromBytes(bytes.subarray(0, 64))
  const high = new secp256k1.Signature(r, secp256k1.Point.Fn.ORDER - s).toBytes()
  return `${toHex(high)}${otherBit(signature)}` as Hex
}

function compile(): (name: string) => Hex {
  const source = `
    // SPDX-License-Identifier: MIT
    pragma solidity ^0.8.0;
    contract Wallet {
      address immutable owner = msg.sender;
      function isValidSignature(bytes32 hash, bytes memory signature) external view returns (bytes4) {
        if (keccak256(signature) == keccak256(abi.encode("open sesame"))) return 0x1626ba7e;
        if (signature.length != 65) return 0xffffffff;
        bytes32 r; bytes32 s; uint8 v;
        assembly { r := mload(add(signature, 32)) s := mload(add(signature, 64)) v := byte(0, mload(add(signature, 96))) }
        return ecrecover(hash, v, r, s) == owner ? bytes4(0x1626ba7e) : bytes4(0xffffffff);
      }
    }
    contract Loud {
      fallback(bytes calldata asked) external returns (bytes memory) { return asked; }
    }
    contract Angry {
      fallback() external { revert("no"); }
    }`
  const solc = createRequire(import.meta.url)('solc') as { compile: (input: string) => string }
  const input = {
    language: 'Solidity',
    sources: { 'accounts.sol': { content: source } },
    settings: { outputSelection: { '*': { '*': ['evm.bytecode.object'] } } },
  }
  const { contracts } = JSON.parse(solc.compile(JSON.stringify(input))) as {
    contracts: Record<string, Record<string, { evm: { bytecode: { object: string } } }>>
  }
  return (name) => {
    const bytecode = contracts['accounts.sol']?.[name]?.evm.bytecode.object
    if (bytecode === undefined) throw new Error(`${name} does not compile`)
    return `0x${bytecode}`
  }
}
