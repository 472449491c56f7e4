import { pubkeyToAddress } from '@cosmjs/amino'
import { base64 } from '@scure/base'
import { expect, test } from 'vitest'
import { accountOf } from '../../../test/support/registry-nodes.ts'
import { compressedKey, cosmosAddressOf, ethAddressOf } from './addresses.ts'

test.each(['one', 'two', 'three'])('addresses of key %s are those of viem and CosmJS', (name) => {
  const { publicKey, address } = accountOf(name)
  const value = base64.encode(compressedKey(publicKey))
  const key = { type: 'tendermint/PubKeySecp256k1', value }
  expect(ethAddressOf(publicKey)).toBe(address)
  for (const prefix of ['cosmos', 'osmo']) {
    expect(cosmosAddressOf(publicKey, prefix)).toBe(pubkeyToAddress(key, prefix))
  }
})
