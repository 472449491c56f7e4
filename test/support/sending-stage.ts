import type { Hex } from 'viem'
import { privateKeyToAccount, sign } from 'viem/accounts'
import { keccak256 } from 'viem/utils'
import { anyKind } from '../../src/background/approvals/any-kind.ts'
import { Approvals } from '../../src/background/approvals/approvals.ts'
import { callsKind } from '../../src/background/approvals/kinds/calls.ts'
import type { Asked } from '../../src/background/approvals/kinds/draft.ts'
import { newDraft } from '../../src/background/approvals/kinds/prepare-draft.ts'
import type { Review } from '../../src/background/approvals/kinds/review.ts'
import { transactionKind } from '../../src/background/approvals/kinds/transaction.ts'
import type { Signing } from '../../src/background/signing/signing.ts'
import { memoryArea } from '../../src/background/state/area.ts'
import { Transactions } from '../../src/background/transactions/transactions.ts'
import type { Warning } from '../../src/messages/popup/action.ts'
import { RpcError } from '../../src/messages/rpc-error.ts'

const key: Hex = `0x${'11'.repeat(32)}`
export const { address: SENDER } = privateKeyToAccount(key)
export const PAYEE = '0x2222222222222222222222222222222222222222'
export const CHAIN = '0x539'

const by = { page: 'page', request: '1', origin: 'https://dapp.test', title: '' }
const bundle = '0x12'

/** A chain and nodes that do as they are told, and what a worker keeps. */
const world = () => ({
  local: memoryArea(),
  session: memoryArea(),
  count: 7,
  knowsChain: true,
  warnings: [] as readonly Warning[],
  signatures: 0,
  sent: [] as Hex[],
  onPrepare: async (): Promise<void> => {},
  onJudge: async (): Promise<void> => {},
  /** Before the nodes sign for the nth time. */
  whileSigning: async (_nth: number): Promise<void> => {},
  /** Before the chain takes what it is sent; what is thrown is what it says instead. */
  onSend: async (_raw: Hex): Promise<void> => {},
  /** After the chain has it. */
  onSent: async (_raw: Hex): Promise<void> => {},
  onFind: async (_hash: Hex): Promise<unknown> => null,
})
export type SendingStage = ReturnType<typeof world> & {
  /** A worker, with what the one before it has left. */
  open(): Promise<Opened>
}

const reviewOf = (stage: ReturnType<typeof world>): Review => ({
  explain: ({ value, data }) =>
    data === '0x'
      ? { kind: 'send-coins', to: PAYEE, amount: value }
      : { kind: 'call', contract: PAYEE, selector: data.slice(0, 10), amount: value },
  readTypedData: () => ({ domain: [], primaryType: '', tree: [], actions: [] }),
  readTypedDataV1: () => [],
  readMessage: () => ({}),
  cap: ({ data }, amount) => `${data.slice(0, 10)}${BigInt(amount).toString(16).padStart(64, '0')}`,
  fees: async () =>
    Promise.resolve({
      kind: 'eip1559',
      baseFee: '100',
      choices: [{ speed: 'normal', maxFeePerGas: '300', maxPriorityFeePerGas: '2' }],
    }),
  gas: async () => Promise.resolve({ limit: '21000' }),
  simulate: async () =>
    Promise.resolve({ state: 'known', via: 'eth_simulateV1', changes: [], gasUsed: '21000' }),
  simulateInRow: async () => Promise.resolve([]),
  learnTokens: async () => Promise.resolve([]),
  judge: async () => {
    await stage.onJudge()
    return stage.warnings
  },
})

export const sendingStage = (): SendingStage => {
  const stage = { ...world(), open: async () => openOn(stage) }
  return stage
}

const openOn = async (stage: ReturnType<typeof world>) => {
  const review = reviewOf(stage)
  const rpc = async (method: string, params: readonly unknown[]): Promise<unknown> => {
    const [given] = params as readonly Hex[]
    if (method === 'eth_getTransactionCount') return `0x${stage.count.toString(16)}`
    if (method === 'eth_getTransactionReceipt') return null
    if (given === undefined) throw new Error(`no ${method}`)
    if (method === 'eth_getTransactionByHash') return stage.onFind(given)
    await stage.onSend(given)
    stage.sent.push(given)
    await stage.onSent(given)
    return keccak256(given)
  }
  const transactions = await Transactions.open({ local: stage.local, now: () => 0 }, () => {
    if (!stage.knowsChain) throw new RpcError('unsupportedChain', 'this chain is not known')
    return rpc
  })
  const signing = {
    prepare: async () => stage.onPrepare(),
    sign: async (_: unknown, __: string, payload: { readonly bytes: Hex }) => {
      stage.signatures += 1
      await stage.whileSigning(stage.signatures)
      const { r, s, yParity } = await sign({ hash: keccak256(payload.bytes), privateKey: key })
      return { r, s, yParity: yParity as 0 | 1, signers: [1, 2], ms: 5 }
    },
  } as Partial<Signing> as Signing
  const kind = transactionKind({ review, transactions, signing })
  const batch = callsKind({ review, transactions, signing })
  const approvals = new Approvals(
    { now: () => 0, random: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    await Approvals.openQueue(stage.session),
    [anyKind(kind), anyKind(batch)],
  )
  approvals.start()
  const answer = async (): Promise<unknown> => {
    const answered = approvals.answer(by.page, by.request)
    answered.catch(() => {})
    return answered
  }
  const draftOf = (asked: Partial<Asked>) =>
    newDraft(review, CHAIN, SENDER, { to: PAYEE, value: '5', data: '0x', ...asked })
  const view = () => {
    const shown = approvals.view()
    if (shown === undefined) throw new Error('nothing is asked')
    return shown
  }
  return {
    transactions,
    approvals,
    view,
    answer,
    ask: async (asked: Partial<Asked> = {}) =>
      approvals.ask(kind, by, { account: SENDER, chainId: CHAIN, draft: draftOf(asked) }),
    askBatch: async (asked: readonly Partial<Asked>[]) =>
      approvals.ask(batch, by, {
        account: SENDER,
        chainId: CHAIN,
        bundle,
        drafts: asked.map(draftOf),
      }),
    approve: async (accepted: string[] = []) => {
      const { id, hash, revision } = view()
      await approvals.approve(id, hash, revision, { accepted })
    },
    states: () => transactions.all.map(({ state }) => state),
  }
}
type Opened = Awaited<ReturnType<typeof openOn>>
