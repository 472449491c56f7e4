import { setTimeout as sleep } from 'node:timers/promises'
import { isAddressEqual, recoverTypedDataAddress, type Hex } from 'viem'
import * as z from 'zod'
import { genesisAnswer } from '../../protocol/endpoints.ts'
import { errorBody } from '../../protocol/error-body.ts'
import { networkKeyStatement } from '../../registry/network-key-statement.ts'
import type { CurrentNodeSet, RegistryNode } from '../../registry/node-set.ts'
import { orderSignatures } from '../../registry/order-signatures.ts'
import type { StatementPlace } from '../../registry/statement-domain.ts'
import { OperatorProblem, reasonOf } from './problem.ts'

export type Genesis = { readonly networkKey: Hex; readonly signatures: readonly Hex[] }

type Waiting = {
  /** Milliseconds after which whoever is still silent is named. */
  readonly patience: number
  /** Milliseconds between two questions to one node. */
  readonly pause?: number
  readonly signal?: AbortSignal
}

type Answer = { readonly node: RegistryNode; readonly networkKey: Hex; readonly signature: Hex }

const answerPatience = 3000

/** Asks every node of the first set for its signature of the network key, until all have given it. */
export async function collectGenesis(
  place: StatementPlace,
  set: CurrentNodeSet,
  waiting: Waiting,
): Promise<Genesis> {
  const deadline = Date.now() + waiting.patience
  const answers = await Promise.all(
    set.nodes.map(async (node) => askUntil(place, set, node, deadline, waiting)),
  )
  const [first] = answers
  const other = answers.find(({ networkKey }) => networkKey !== first?.networkKey)
  if (first === undefined || other !== undefined) {
    throw new OperatorProblem(
      `nodes ${first?.node.party} and ${other?.node.party} speak of different network keys: see the logs of both`,
    )
  }
  return { networkKey: first.networkKey, signatures: signaturesOf(answers) }
}

async function askUntil(
  place: StatementPlace,
  set: CurrentNodeSet,
  node: RegistryNode,
  deadline: number,
  { pause = 250, signal }: Waiting,
): Promise<Answer> {
  for (;;) {
    try {
      return await ask(place, set, node)
    } catch (error) {
      if (error instanceof OperatorProblem) throw error
      if (Date.now() + pause > deadline) {
        throw new OperatorProblem(
          `node ${node.party} at ${node.walletUrl} has not signed for the network key: ${reasonOf(error)}`,
        )
      }
    }
    await sleep(pause, undefined, signal === undefined ? {} : { signal })
  }
}

async function ask(
  place: StatementPlace,
  set: CurrentNodeSet,
  node: RegistryNode,
): Promise<Answer> {
  const url = `${node.walletUrl.replace(/\/$/, '')}/v1/genesis`
  const response = await fetch(url, { signal: AbortSignal.timeout(answerPatience) })
  const body: unknown = await response.json()
  if (!response.ok) throw new Error(said(body) ?? `it answers ${response.status}`)
  const { party, networkKey, signature } = genesisAnswer.parse(body)
  const statement = networkKeyStatement(place, {
    previous: set.head,
    epoch: set.epoch,
    networkKey,
  })
  const signer = await recoverTypedDataAddress({ ...statement, signature }).catch(() => undefined)
  if (party !== node.party || signer === undefined || !isAddressEqual(signer, node.signer)) {
    throw new OperatorProblem(
      `what answers at ${node.walletUrl} is not node ${node.party} of this registry: check its key files and its deployment file`,
    )
  }
  return { node, networkKey, signature }
}

function said(body: unknown): string | undefined {
  const parsed = z.object({ error: errorBody.shape.error }).safeParse(body)
  return parsed.success ? parsed.data.error.message : undefined
}

const signaturesOf = (answers: readonly Answer[]): readonly Hex[] =>
  orderSignatures(answers.map(({ node, signature }) => ({ signer: node.signer, signature })))
