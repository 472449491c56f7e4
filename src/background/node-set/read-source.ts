import { deployment as deploymentFile, type Deployment } from '../../protocol/deployment.ts'
import type { Parts } from '../parts.ts'
import { WalletProblem } from '../problem.ts'
import { isLoopback } from './is-loopback.ts'

const MOST = 200_000

export type FoundedDeployment = Deployment & { readonly networkKey: `0x${string}` }

/** A deployment from the text of its file, or from an address where it can be had. */
export const readSource = async (
  { fetch }: Pick<Parts, 'fetch'>,
  source: string,
): Promise<FoundedDeployment> => {
  const given = source.trim()
  return readDeployment(/^https?:/i.test(given) ? await load(fetch, given) : given)
}

const load = async (fetch: Parts['fetch'], address: string): Promise<string> => {
  if (!URL.canParse(address) || (!address.startsWith('https:') && !isLoopback(address))) {
    throw new WalletProblem('bad-input', 'the address of a deployment file begins with https')
  }
  const response = await fetch(address, { credentials: 'omit' }).catch(() => undefined)
  if (response === undefined || !response.ok) {
    const status = response === undefined ? 'nobody answers' : `status ${response.status}`
    throw new WalletProblem('no-network', `the file cannot be had from there: ${status}`)
  }
  const text = await response.text()
  if (text.length > MOST) throw new WalletProblem('bad-input', 'that file is too large')
  return text
}

const readDeployment = (text: string): FoundedDeployment => {
  const parsed = deploymentFile.safeParse(parse(text))
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path }) => path.join('.')).filter((at) => at !== '')
    throw new WalletProblem(
      'bad-input',
      `this is no deployment file${where.length === 0 ? '' : `: look at ${where.join(', ')}`}`,
    )
  }
  const { networkKey } = parsed.data
  if (networkKey !== undefined) return { ...parsed.data, networkKey }
  throw new WalletProblem(
    'not-configured',
    'the deployment has no network key yet: ask for its newer file',
  )
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
