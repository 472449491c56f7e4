// https://eips.ethereum.org/EIPS/eip-4361
import type { SiweView } from '../../../messages/popup/approval-view.ts'
import { parseAddress } from '../../../payloads/evm/address.ts'

/** As it was read, and what else the text says that a view has no place for. */
export type Siwe = SiweView & { readonly scheme?: string; readonly notBefore?: string }

/** A sign-in, or the nearest to one: whom it names, and what is wrong with it. */
export type ReadSiwe =
  | { readonly siwe: Siwe }
  | { readonly malformed: string; readonly domain: string | undefined }

const asks = ' wants you to sign in with your Ethereum account:'
const looksLikeOne = /wants\s+you\s+to\s+sign\s+in\s+with\s+your\s+ethereum\s+account/i
const firstLine = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^\s/?#]+)$/i
const time =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/
const uri = /^[a-z][a-z0-9+.-]*:[^\s]*$/i

class Malformed extends Error {}

const demand = (fits: boolean, what: string): void => {
  if (!fits) throw new Malformed(what)
}

/** Takes lines in the order of the standard. */
class Lines {
  readonly #lines: readonly string[]
  #at = 0
  constructor(text: string) {
    this.#lines = text.split('\n')
  }
  next(): string | undefined {
    const line = this.#lines[this.#at]
    this.#at += 1
    return line
  }
  field(name: string): string {
    const value = this.optional(name)
    if (value === undefined) throw new Malformed(`${name} is missing, or not in its place`)
    return value
  }
  optional(name: string): string | undefined {
    return this.isAt(name) ? this.next()?.slice(name.length + 2) : undefined
  }
  isAt(name: string): boolean {
    return this.#lines[this.#at]?.startsWith(`${name}: `) === true
  }
  take(line: string): boolean {
    if (this.#lines[this.#at] !== line) return false
    this.#at += 1
    return true
  }
  get done(): boolean {
    return this.#at >= this.#lines.length
  }
}

/** Undefined for a text that is no sign-in, and does not look like one either. */
export const readSiwe = (text: string): ReadSiwe | undefined => {
  if (!looksLikeOne.test(text)) return undefined
  try {
    return { siwe: parse(text) }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    const [, domain] = /^\s*(\S+)\s+wants\s+you/i.exec(text) ?? []
    return { malformed: error.message, domain }
  }
}

const parse = (text: string): Siwe => {
  const lines = new Lines(text)
  const first = lines.next() ?? ''
  demand(first.endsWith(asks), 'the first line is not that of a sign-in')
  const [, scheme, domain = ''] = firstLine.exec(first.slice(0, -asks.length)) ?? []
  demand(domain !== '', 'the first line names no site')
  const address = readAddress(lines.next() ?? '')
  demand(lines.take(''), 'an empty line belongs behind the account')
  const statement = readStatement(lines)
  const where = lines.field('URI')
  demand(uri.test(where), 'URI is none')
  demand(lines.field('Version') === '1', 'Version is not 1')
  const chain = lines.field('Chain ID')
  demand(/^[1-9][0-9]{0,15}$/.test(chain), 'Chain ID is no number')
  const nonce = lines.field('Nonce')
  demand(/^[A-Za-z0-9]{8,}$/.test(nonce), 'Nonce has fewer than 8 letters and digits')
  const issuedAt = readTime('Issued At', lines.field('Issued At'))
  const expirationTime = readTime('Expiration Time', lines.optional('Expiration Time'))
  const notBefore = readTime('Not Before', lines.optional('Not Before'))
  lines.optional('Request ID')
  const resources = readResources(lines)
  demand(lines.done, 'more follows than a sign-in has')
  return {
    domain,
    address,
    uri: where,
    chainId: `0x${BigInt(chain).toString(16)}`,
    nonce,
    resources,
    ...(scheme !== undefined && { scheme }),
    ...(statement !== undefined && { statement }),
    ...(issuedAt !== undefined && { issuedAt }),
    ...(expirationTime !== undefined && { expirationTime }),
    ...(notBefore !== undefined && { notBefore }),
  }
}

const readAddress = (line: string): string => {
  try {
    return parseAddress(line)
  } catch {
    throw new Malformed('the second line is no account')
  }
}

/** One line, or none; then an empty one either way, which some libraries leave out without it. */
const readStatement = (lines: Lines): string | undefined => {
  if (lines.take('') || lines.isAt('URI')) return undefined
  const statement = lines.next()
  demand(lines.take(''), 'an empty line belongs behind the statement')
  return statement
}

const readTime = (name: string, value: string | undefined): string | undefined => {
  if (value === undefined) return undefined
  demand(time.test(value) && !Number.isNaN(Date.parse(value)), `${name} is no time`)
  return value
}

const readResources = (lines: Lines): readonly string[] => {
  if (!lines.take('Resources:')) return []
  const resources: string[] = []
  while (!lines.done) {
    const line = lines.next() ?? ''
    demand(line.startsWith('- ') && uri.test(line.slice(2)), 'a resource is no URI')
    resources.push(line.slice(2))
  }
  return resources
}
