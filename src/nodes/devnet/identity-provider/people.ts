/** Who a developer can be. `sub` has the form of Google's; nobody's e-mail is an identity. */
export type Person = {
  readonly id: string
  readonly sub: string
  readonly name: string
  readonly given: string
  readonly family: string
  readonly email: string
  /** Hue of the picture, in degrees. */
  readonly hue: number
}

export const people: readonly Person[] = [
  {
    id: 'alice',
    sub: '104815162342108001401',
    name: 'Alice Amber',
    given: 'Alice',
    family: 'Amber',
    email: 'alice@devnet.example',
    hue: 28,
  },
  {
    id: 'bob',
    sub: '104815162342108001402',
    name: 'Bob Birch',
    given: 'Bob',
    family: 'Birch',
    email: 'bob@devnet.example',
    hue: 162,
  },
  {
    id: 'carol',
    sub: '104815162342108001403',
    name: 'Carol Cove',
    given: 'Carol',
    family: 'Cove',
    email: 'carol@devnet.example',
    hue: 262,
  },
]
