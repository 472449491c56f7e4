import { PayloadError } from '../errors.ts'

const space = /[ \t\n\r]*/y
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const loneSurrogate = /\p{Cs}/u

/** The engine's own reading of one literal: escapes and control characters are as strict there. */
const readString = (literal: string): string | undefined => {
  try {
    return JSON.parse(literal) as string
  } catch {
    return undefined
  }
}

/** Tokens of JSON. */
export class JsonReader {
  readonly #text: string
  #offset = 0

  constructor(text: string) {
    this.#text = text
  }

  peek(): string {
    this.#match(space)
    return this.#text.charAt(this.#offset)
  }

  take(token: string): boolean {
    this.peek()
    if (!this.#text.startsWith(token, this.#offset)) return false
    this.#offset += token.length
    return true
  }

  expect(token: string): void {
    if (!this.take(token)) this.#refuse(`${token} expected`)
  }

  string(): string {
    this.peek()
    const start = this.#offset
    if (this.#text.charAt(start) !== '"') this.#refuse('a string expected')
    let end = start + 1
    while (end < this.#text.length && this.#text.charAt(end) !== '"') {
      end += this.#text.charAt(end) === '\\' ? 2 : 1
    }
    this.#offset = end + 1
    const value = readString(this.#text.slice(start, end + 1))
    if (value === undefined) this.#refuse('a string that is not closed, or not escaped')
    if (loneSurrogate.test(value)) this.#refuse('half a character (a lone surrogate)')
    return value
  }

  integer(): bigint {
    this.peek()
    const literal = this.#match(number) ?? this.#refuse('a value expected')
    if (!/^-?[0-9]+$/.test(literal) || literal === '-0') {
      this.#refuse(`${literal.slice(0, 40)}: write whole numbers, without point or exponent`)
    }
    if (literal.length > 80) this.#refuse('a number of more than 80 digits')
    return BigInt(literal)
  }

  end(): void {
    if (this.peek() !== '') this.#refuse('nothing may follow the value')
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset
    const found = pattern.exec(this.#text)?.[0]
    this.#offset += found?.length ?? 0
    return found
  }

  #refuse(message: string): never {
    throw new PayloadError('bad-json', `JSON at character ${this.#offset}: ${message}`)
  }
}
