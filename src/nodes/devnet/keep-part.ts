import { OperatorProblem } from '../deployment/problem.ts'
import type { Network } from './network.ts'
import { keepRunning, type Kept } from './parts/keep-running.ts'
import { tailOf, type Part, type Program } from './parts/part.ts'

type Role =
  /** Without it there is no devnet. */
  | 'needed'
  /** It starts again, unless `--no-restart` says that it shall not. */
  | 'node'
  | 'service'

/** Starts a part of the devnet, with what is to happen when it ends by itself. */
export async function keepPart(network: Network, program: Program, role: Role): Promise<Kept> {
  const { options, progress, fail, isUp, onRestart, signal } = network
  signal.throwIfAborted()
  const restarts = role === 'service' || (role === 'node' && options.restart)
  const kept = await keepRunning(program, {
    restart: () => isUp() && restarts,
    say: progress.say,
    onRestart,
    onEnd: (part, how) => {
      if (role === 'needed' || !isUp()) fail(problemOf(part, how))
      else progress.say(`${program.name} ${how}, and stays down. Log: ${program.log}`)
    },
  })
  network.kept.push(kept)
  return kept
}

function problemOf({ name, log }: Part, how: string): OperatorProblem {
  const tail = tailOf(log)
  const end = tail === '' ? '' : `; it ends with\n\n${tail.replaceAll(/^/gm, '  ')}\n`
  return new OperatorProblem(`${name} ${how}. Its log is ${log}${end}`)
}
