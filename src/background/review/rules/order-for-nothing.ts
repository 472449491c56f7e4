// https://docs.opensea.io/docs/seaport
import { isJsonObject, type Json, type JsonObject } from '../../../payloads/encoding/json.ts'
import { sameAddress } from '../same-address.ts'
import { readSubjectData } from './read-subject-data.ts'
import { warn, type Rule } from './rule.ts'

const list = (value: Json | undefined): readonly JsonObject[] =>
  (Array.isArray(value) ? (value as readonly Json[]) : []).filter(isJsonObject)

/** An order, or all of a tree of them. */
const ordersIn = (value: Json | undefined): readonly JsonObject[] => {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(ordersIn)
  if (!isJsonObject(value)) return []
  if (value.has('offer') && value.has('consideration')) return [value]
  return Array.from(value.values()).flatMap(ordersIn)
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** What cannot be read as an amount counts as one. */
const isSomething = (item: JsonObject): boolean =>
  ['startAmount', 'endAmount'].some((name) => {
    const amount = item.get(name)
    return typeof amount === 'bigint' ? amount > 0n : !/^(?:0x)?0+$/.test(textOf(amount))
  })

const paysNothing = (order: JsonObject): boolean => {
  const offerer = textOf(order.get('offerer'))
  return (
    list(order.get('offer')).some(isSomething) &&
    !list(order.get('consideration')).some(
      (item) => sameAddress(textOf(item.get('recipient')), offerer) && isSomething(item),
    )
  )
}

/** Signing it is all that a thief needs: the tokens go whenever somebody fulfils the order. */
export const orderForNothing: Rule = (subject) => {
  const data = readSubjectData(subject)
  if (data === undefined || data.domain.name !== 'Seaport') return []
  const offered = ordersIn(data.message)
    .filter(paysNothing)
    .flatMap((order) => list(order.get('offer')))
  if (offered.length === 0) return []
  const { length } = offered
  const words = length === 1 ? 'one token' : `${length} tokens`
  return [warn('order-for-nothing', 'danger', { offered: words })]
}
