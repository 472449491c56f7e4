import { decodeArguments } from '../explain/decode-arguments.ts'
import { readSignature } from '../explain/read-signature.ts'
import { cleanLine } from './clean-line.ts'

const error = readSignature('Error(string reason)')
const panic = readSignature('Panic(uint256 code)')

/** https://docs.soliditylang.org/en/latest/control-structures.html#panic-via-assert-and-error-via-require */
const panics: Readonly<Record<string, string>> = {
  '1': 'an assertion failed',
  '17': 'a number grew too large or fell below zero',
  '18': 'a division by zero',
  '33': 'a value that is none of an enumeration',
  '49': 'a list is empty',
  '50': 'a list is shorter than that',
  '65': 'too much memory',
}

/** Errors of standards, for tokens above all: EIP-6093 and what OpenZeppelin's contracts say. */
const known: Readonly<Record<string, string>> = {
  '0xe450d38c': 'the account has too few of the token',
  '0xfb8f41b2': 'the spender is allowed less than that',
  '0xec442f05': 'the token cannot be sent to that address',
  '0x7e273289': 'there is no such token',
  '0x177e802f': 'the caller may not move this token',
  '0x118cdaa7': 'the caller is not the owner of the contract',
}

/** What a contract said when it reverted; undefined if it said nothing. */
export const revertReason = (data: string): string | undefined => {
  const selector = data.slice(0, 10).toLowerCase()
  const body = data.slice(10)
  if (selector === '0x08c379a0') {
    const [reason] = decodeArguments(error.parameters, body) ?? []
    return typeof reason === 'string' && reason !== '' ? cleanLine(reason) : undefined
  }
  if (selector === '0x4e487b71') {
    const [code] = decodeArguments(panic.parameters, body) ?? []
    return panics[String(code)] ?? `the contract broke off (${String(code)})`
  }
  if (selector.length < 10) return undefined
  return Object.hasOwn(known, selector) ? known[selector] : `the contract's error ${selector}`
}
