/** What was stored can't be read: nothing is thrown away before the person has agreed to it. */
export class BrokenState extends Error {
  override readonly name = 'BrokenState'
  readonly part: string
  constructor(part: string, what: string) {
    super(`what was stored of ${part} cannot be read: ${what}`)
    this.part = part
  }
}
