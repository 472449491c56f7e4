import { calls, type CallName } from '../../messages/popup/calls.ts'
import { WalletProblem } from '../problem.ts'
import type { Services } from '../services.ts'
import { handlers } from './handlers.ts'

/** What a locked wallet still does. */
const whileLocked: ReadonlySet<string> = new Set<CallName>([
  'sign-in.start',
  'sign-in.retry',
  'sign-in.cancel',
  'sign-in.dismiss',
  'approval.reject',
  'site.block',
  'settings.set',
  'node-set.check',
  'node-set.preview',
  'node-set.switch',
])

const isCall = (name: string): name is CallName => Object.hasOwn(calls, name)

/** Checks what a page of ours asks, and has it done. */
export const handleCall = async (
  services: Services,
  name: string,
  given: unknown,
): Promise<unknown> => {
  if (!isCall(name)) throw new WalletProblem('bad-input', `there is no call ${name.slice(0, 60)}`)
  if (services.sessions.state !== 'open' && !whileLocked.has(name)) {
    throw new WalletProblem('locked', 'the wallet is locked: unlock it first')
  }
  const parsed = calls[name].safeParse(given)
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new WalletProblem('bad-input', where.join('; '))
  }
  // Each handler takes what the schema of its own name has read.
  const handle = handlers[name] as (services: Services, given: unknown) => Promise<unknown>
  return handle(services, parsed.data)
}
