import { PayloadError } from '../errors.ts'

const encoder = new TextEncoder()

// A byte order mark is part of what is signed: it must not vanish in reading.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const loneSurrogate = /\p{Cs}/u

/** Controls, invisible and direction-changing characters, line separators, private use. */
const unprintable = /[^\P{C}\n\r\t\p{Cn}]|[\p{Zl}\p{Zp}]/u

/** UTF-8; half a character has no encoding, and must not become a replacement character. */
export const textToBytes = (text: string, what = 'text'): Uint8Array => {
  if (loneSurrogate.test(text)) {
    throw new PayloadError('bad-text', `${what} contains half a character (a lone surrogate)`)
  }
  return encoder.encode(text)
}

export const bytesToText = (bytes: Uint8Array, what = 'text'): string => {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new PayloadError('bad-text', `${what} is not valid UTF-8`)
  }
}

/** The text that a person can read in these bytes, where all of it can be seen. */
export const printableText = (bytes: Uint8Array): string | undefined => {
  try {
    const text = decoder.decode(bytes)
    return unprintable.test(text) ? undefined : text
  } catch {
    return undefined
  }
}
