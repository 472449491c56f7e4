import type * as z from 'zod'
import { statusAnswer } from '../../protocol/endpoints.ts'
import type { DeploymentNode } from '../deployment/deploy-contracts.ts'
import { readDeployment } from '../deployment/deployment-file.ts'
import { reasonOf } from '../deployment/problem.ts'

type Answer = z.infer<typeof statusAnswer> | { readonly silent: string }

const patience = 5000

/** What the nodes of a deployment tell anybody who asks. */
export async function statusOfDeployment(path: string): Promise<number> {
  const { name, nodes, threshold, networkKey } = readDeployment(path)
  const answers = await Promise.all(nodes.map(ask))
  const ready = answers.filter((answer) => 'ready' in answer && answer.ready).length
  const lines = [
    `${name}: ${ready} of ${nodes.length} nodes ready, ${threshold} needed to sign`,
    ...(networkKey === undefined ? ['It has no network key yet: assent deploy network-key'] : []),
    '',
    ...nodes.map((node, place) => line(node, answers[place] ?? { silent: 'not asked' })),
    '',
  ]
  process.stdout.write(lines.join('\n'))
  return ready < threshold ? 1 : 0
}

async function ask({ walletUrl }: DeploymentNode): Promise<Answer> {
  try {
    const url = `${walletUrl.replace(/\/$/, '')}/v1/status`
    const response = await fetch(url, { signal: AbortSignal.timeout(patience) })
    return statusAnswer.parse(await response.json())
  } catch (error) {
    return { silent: reasonOf(error) }
  }
}

function line({ party, walletUrl }: DeploymentNode, answer: Answer): string {
  const head = `node ${String(party).padStart(2)}  `
  if ('silent' in answer) return `${head}silent    ${walletUrl}: ${answer.silent}`
  const { ready, problems, pairs, readyKeys, chain } = answer
  const block = chain === undefined ? '' : `, block ${chain.head}`
  return ready
    ? `${head}ready     paired with ${pairs.length}, ${readyKeys} keys to be minted${block}`
    : `${head}not ready ${problems.join('; ')}`
}
