import { recoverAddress, type Hex } from 'viem'
import { privateKeyToAccount, sign } from 'viem/accounts'
import { expect, test } from 'vitest'
import { digestOf } from '../../../payloads/digest-of.ts'
import { toHex } from '../../../payloads/encoding/hex.ts'
import { decodePayload, type WirePayload } from '../../../payloads/payload.ts'
import type { Signing } from '../../signing/signing.ts'
import { memoryArea } from '../../state/area.ts'
import { anyKind } from '../any-kind.ts'
import { Approvals } from '../approvals.ts'
import { typedDataV1Kind } from './typed-data-v1.ts'

const privateKey: Hex = `0x${'11'.repeat(32)}`
const { address: account } = privateKeyToAccount(privateKey)
const warning = { rule: 'names-no-site', level: 'caution', facts: {} } as const
const tree = [{ name: 'message', type: 'string', value: 'Hi, Alice!' }]
const text = '[{"type":"string","name":"message","value":"Hi, Alice!"}]'
// By the tests of @metamask/eth-sig-util.
const digest = '0x14b9f24872e28cc49e72dc104d7380d8e0ba84a3fe2e712704bcac66a5702bd5'

const signing = {
  prepare: async () => Promise.resolve(),
  sign: async (_: unknown, __: string, payload: WirePayload) => {
    const { r, s, yParity } = await sign({
      hash: toHex(digestOf(decodePayload(payload))),
      privateKey,
    })
    return { r, s, yParity: yParity as 0 | 1, signers: [1, 2], ms: 5 }
  },
} as unknown as Signing

test('the list that is shown is the list that is signed', async () => {
  const kind = typedDataV1Kind({
    review: {
      readTypedDataV1: () => tree,
      judge: async (_, subject) =>
        Promise.resolve(subject.kind === 'typed-data-v1' ? [warning] : []),
    },
    signing,
  })
  const approvals = new Approvals(
    { now: () => 0, random: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    await Approvals.openQueue(memoryArea()),
    [anyKind(kind)],
  )
  approvals.start()
  const by = { page: 'page', request: '1', origin: 'https://dapp.test', title: '' }
  await approvals.ask(kind, by, { account, chainId: '0x1', text })
  const answer = approvals.answer(by.page, by.request)
  await expect.poll(() => approvals.view()?.warnings).toEqual([warning])
  const view = approvals.view()
  expect(view?.ask).toEqual({ kind: 'typed-data-v1', account, raw: text, tree })
  await approvals.approve(view?.id ?? '', view?.hash ?? '', view?.revision ?? 0, {})
  expect(await recoverAddress({ hash: digest, signature: (await answer) as Hex })).toBe(account)
})
