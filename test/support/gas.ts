import { certificateStatement } from '../../src/registry/certificate-statement.ts'
import type { Mint } from '../../src/registry/mint.ts'
import { certificateCall, nodeSetCall } from '../../src/registry/node-set-calls.ts'
import { nodeSetStatement } from '../../src/registry/node-set-statement.ts'
import { sendChange } from './permissions.ts'
import {
  action,
  burned,
  login,
  mintOf,
  owner,
  passkey,
  pkpOf,
  signedMint,
  stranger,
  toItself,
} from './pkps.ts'
import { signedBy, testNodes } from './registry-nodes.ts'
import { currentSet, networkKey, send, startRegistry, type TestRegistry } from './registry.ts'

export type Gas = Readonly<Record<string, number>>

/** What the operations cost that people, relays and operators pay for; the same on every run. */
export async function measureGas(): Promise<Gas> {
  const gas: Record<string, number> = {}
  for (const count of [3, 10]) {
    const registry = await startRegistry({ count })
    try {
      Object.assign(gas, await ofNodes(registry, `${count} nodes`))
      if (count === 3) Object.assign(gas, await ofPermissions(registry))
    } finally {
      await registry.stop()
    }
  }
  return gas
}

async function ofNodes(registry: TestRegistry, of: string): Promise<Gas> {
  const { threshold } = await currentSet(registry)
  const signers = registry.nodes.slice(0, threshold)
  const mint = async (name: string, changes: Partial<Mint>) =>
    cost(await send(registry, await signedMint(registry, mintOf(name, changes), signers)))
  return {
    [`mint the first, ${of}`]: await mint('first', {}),
    [`mint with one login, ${of}`]: await mint('plain', {}),
    [`mint to itself with login and passkey, ${of}`]: await mint('itself', {
      ...toItself,
      authMethods: [
        { ...login, scopes: [1n] },
        { ...passkey, scopes: [1n] },
      ],
    }),
    [`mint, grant and burn, ${of}`]: await mint('burned', { ...burned, authMethods: [] }),
    [`change a certificate, ${of}`]: await changeCertificate(registry, threshold),
    [`hand over to as many, ${of}`]: await handOver(registry, threshold),
  }
}

async function changeCertificate(registry: TestRegistry, threshold: number): Promise<number> {
  const { NodeRegistry } = registry.contracts
  const { head, epoch } = await currentSet(registry)
  const change = { party: 1, certificate: `0x${'7e'.repeat(32)}` } as const
  const statement = certificateStatement(registry.place, { ...change, previous: head, epoch })
  const signatures = await signedBy(registry.nodes.slice(0, threshold), statement)
  return cost(await send(registry, certificateCall(NodeRegistry, change, signatures)))
}

async function handOver(registry: TestRegistry, threshold: number): Promise<number> {
  const { head } = await currentSet(registry)
  const nodes = testNodes(registry.nodes.length + 1).slice(1)
  const set = { epoch: 2, threshold, nodes: nodes.map(({ record }) => record) }
  const statement = nodeSetStatement(registry.place, { ...set, previous: head, networkKey })
  const signatures = await signedBy(registry.nodes.slice(0, threshold), statement)
  const call = nodeSetCall(registry.contracts.NodeRegistry, set, signatures)
  return cost(await send(registry, call))
}

async function ofPermissions(registry: TestRegistry): Promise<Gas> {
  const { tokenId } = pkpOf('plain')
  const { authMethodType, id } = passkey
  const change = async (
    ...parameters: Parameters<typeof sendChange> extends [unknown, unknown, ...infer Rest]
      ? Rest
      : never
  ) => cost(await sendChange(registry, owner, ...parameters))
  return {
    'permit a passkey': await change('addPermittedAuthMethod', [tokenId, passkey, [1n]]),
    'permit an address': await change('addPermittedAddress', [tokenId, stranger, [1n]]),
    'permit an action': await change('addPermittedAction', [tokenId, action, [1n]]),
    'add a scope': await change('addPermittedAuthMethodScope', [tokenId, authMethodType, id, 2n]),
    'remove a scope': await change('removePermittedAuthMethodScope', [
      tokenId,
      authMethodType,
      id,
      2n,
    ]),
    'remove a passkey': await change('removePermittedAuthMethod', [tokenId, authMethodType, id]),
    'end all sessions': await change('raiseSessionsValidFrom', [tokenId, 1n]),
  }
}

const cost = ({ gasUsed }: { readonly gasUsed: bigint }): number => Number(gasUsed)
