import { warn, type Rule } from './rule.ts'

const MANY_TIMES = 3n
const FAR_TOO_MANY = 50n
/** 0.05 coins for a plain send: below that, even many times nothing is nothing. */
const DEAR = 50_000_000_000_000_000n / 21_000n

export const highFee: Rule = (subject) => {
  if (subject.kind !== 'transaction' || subject.fee?.speed !== 'custom') return []
  const fast = subject.fees?.choices.find(({ speed }) => speed === 'fast')
  if (fast === undefined) return []
  const [price, usual] = [BigInt(subject.fee.maxFeePerGas), BigInt(fast.maxFeePerGas)]
  if (usual === 0n || price <= usual * MANY_TIMES) return []
  const level = price > usual * FAR_TOO_MANY && price > DEAR ? 'danger' : 'caution'
  const facts = { price: String(price), usual: String(usual), times: String(price / usual) }
  return [warn('high-fee', level, facts)]
}
