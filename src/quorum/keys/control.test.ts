import { describe, expect, test } from 'vitest'
import { authMethodOf } from '../../registry/auth-method-id.ts'
import type { PermittedAuthMethod, Pkp } from '../../registry/pkp.ts'
import { controlOf, type Control } from './control.ts'

const itself = '0x00000000000000000000000000000000000000A1'
const mine = '0x00000000000000000000000000000000000000B2'
const theirs = '0x00000000000000000000000000000000000000c3'

const methodOf = (subject: string) => authMethodOf({ kind: 'googleJwt', subject, audience: 'app' })
const addressMethod = (address: `0x${string}`) => authMethodOf({ kind: 'address', address })

const login = methodOf('1')
const stranger = methodOf('2')
const action = authMethodOf({ kind: 'action', contentId: `0x1220${'ac'.repeat(32)}` })

const grant = (
  method: Omit<PermittedAuthMethod, 'scopes'>,
  ...scopes: number[]
): PermittedAuthMethod => ({ ...method, scopes })

const pkpOf = (owner: `0x${string}` | undefined, ...permitted: PermittedAuthMethod[]): Pkp => ({
  tokenId: 1n,
  publicKey: '0x04',
  ethAddress: itself,
  owner,
  sessionsValidFrom: 0n,
  permitted,
})

const certified = ({ authMethodType, id }: { authMethodType: bigint; id: `0x${string}` }) => ({
  authMethodType: String(authMethodType),
  id,
})

const byLogin = [certified(login)]
const byAddress = [certified(addressMethod(mine))]
const foreign = ({ authMethodType, id }: { authMethodType: bigint; id: `0x${string}` }) => [
  { authMethodType, id },
]

const OWN = { control: 'own', others: [], mayUse: 'anything' } as const

describe('a key is the person’s own', () => {
  test.each<[string, Pkp, typeof byLogin, Partial<Control>]>([
    [
      'it owns itself and only they may use it',
      pkpOf(itself, grant(login, 1)),
      byLogin,
      { ownedBy: 'itself' },
    ],
    [
      'the key itself is permitted too',
      pkpOf(itself, grant(login, 1), grant(addressMethod(itself), 1)),
      byLogin,
      {},
    ],
    [
      'two of their logins may use it',
      pkpOf(itself, grant(login, 1), grant(stranger, 1)),
      [...byLogin, certified(stranger)],
      {},
    ],
    [
      'others may only prove who asks',
      pkpOf(itself, grant(login, 1), grant(stranger)),
      byLogin,
      {},
    ],
    [
      'others have the scope of no permissions',
      pkpOf(itself, grant(login, 1), grant(stranger, 0)),
      byLogin,
      {},
    ],
    ['they own it by their address', pkpOf(mine), byAddress, { ownedBy: 'you' }],
    [
      'they own it by their address in another spelling',
      pkpOf(mine.toLowerCase() as `0x${string}`),
      byAddress,
      { ownedBy: 'you' },
    ],
    [
      'nobody can change it any more',
      pkpOf(undefined, grant(login, 1)),
      byLogin,
      { ownedBy: 'nobody' },
    ],
  ])('when %s', (_, pkp, identities, expected) => {
    expect(controlOf(pkp, identities)).toMatchObject({ ...OWN, ...expected })
  })
})

describe('a key is shared', () => {
  test.each<[string, Pkp, typeof byLogin, Partial<Control>]>([
    [
      'a stranger lists the person’s login beside their own',
      pkpOf(itself, grant(stranger, 1), grant(login, 1)),
      byLogin,
      { others: foreign(stranger), mayUse: 'anything' },
    ],
    [
      'a stranger owns it',
      pkpOf(theirs, grant(login, 1)),
      byLogin,
      { ownedBy: theirs, mayUse: 'anything' },
    ],
    [
      'a stranger gave it to the person’s address, and may use it still',
      pkpOf(mine, grant(stranger, 1)),
      byAddress,
      { ownedBy: 'you', others: foreign(stranger) },
    ],
    [
      'a stranger may sign messages with it',
      pkpOf(itself, grant(login, 1), grant(stranger, 2)),
      byLogin,
      { others: foreign(stranger) },
    ],
    [
      'a stranger has a scope that means nothing yet',
      pkpOf(itself, grant(login, 1), grant(stranger, 77)),
      byLogin,
      { others: foreign(stranger) },
    ],
    [
      'a program may sign with it',
      pkpOf(itself, grant(login, 1), grant(action, 1)),
      byLogin,
      { others: foreign(action) },
    ],
    [
      'a stranger’s address is permitted',
      pkpOf(itself, grant(login, 1), grant(addressMethod(theirs), 1)),
      byLogin,
      { others: foreign(addressMethod(theirs)) },
    ],
    [
      'the person may only sign messages with it',
      pkpOf(itself, grant(login, 2)),
      byLogin,
      { mayUse: 'messages' },
    ],
    [
      'the person is listed and may do nothing',
      pkpOf(itself, grant(login)),
      byLogin,
      { mayUse: 'nothing' },
    ],
    [
      'the person is listed and may do nothing, and it was burned',
      pkpOf(undefined, grant(login, 0)),
      byLogin,
      { mayUse: 'nothing', ownedBy: 'nobody' },
    ],
    [
      'the id is theirs and the type is not',
      pkpOf(itself, grant({ ...login, authMethodType: 8n }, 1)),
      byLogin,
      { mayUse: 'nothing' },
    ],
  ])('when %s', (_, pkp, identities, expected) => {
    expect(controlOf(pkp, identities)).toMatchObject({ control: 'shared', ...expected })
  })
})
