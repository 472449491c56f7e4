import { OperatorProblem, reasonOf } from '../deployment/problem.ts'
import { readJson } from '../deployment/read-json.ts'
import type { Snapshot } from '../devnet/dashboard/snapshot.ts'
import { devnetFile } from '../devnet/state/devnet-file.ts'
import { statusText } from '../devnet/status-text.ts'

/** What the dashboard shows, in the terminal. */
export async function statusOfDevnet(path: string): Promise<number> {
  const { dashboard, threshold } = readJson(path, 'the devnet', devnetFile)
  const snapshot = await ask(`${dashboard.url}/snapshot.json`)
  process.stdout.write(statusText(snapshot))
  const ready = snapshot.nodes.filter(({ state }) => state === 'ready').length
  return ready < threshold ? 1 : 0
}

async function ask(url: string): Promise<Snapshot> {
  try {
    // The dashboard is of the same build as this command.
    return (await (await fetch(url)).json()) as Snapshot
  } catch (error) {
    throw new OperatorProblem(
      `the devnet does not answer at ${url}: ${reasonOf(error)}\nif it was killed, start it again`,
    )
  }
}
