import { keccak256, sha256, stringToHex, type Hex } from 'viem'
import { privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts'
import type { RegistryNode } from '../../src/registry/node-set.ts'
import { orderSignatures } from '../../src/registry/order-signatures.ts'

/** A node with the key that signs for it on chain. */
export type TestNode = { readonly record: RegistryNode; readonly signer: PrivateKeyAccount }

export const accountOf = (name: string): PrivateKeyAccount =>
  privateKeyToAccount(keccak256(stringToHex(name)))

export function testNode(party: number, name = `node ${party}`): TestNode {
  const signer = accountOf(`${name} signer`)
  return {
    signer,
    record: {
      party,
      operator: accountOf(`${name} operator`).address,
      signer: signer.address,
      identityKey: sha256(stringToHex(`${name} identity`)),
      certificate: sha256(stringToHex(`${name} certificate`)),
      peerUrl: `https://127.0.0.1:${7000 + party}`,
      walletUrl: `http://127.0.0.1:${8000 + party}`,
    },
  }
}

export const testNodes = (count: number): readonly TestNode[] =>
  Array.from({ length: count }, (_, place) => testNode(place + 1))

type TypedData = Parameters<PrivateKeyAccount['signTypedData']>[0]

/** Signatures of nodes over a statement, in the order that the contracts want. */
export async function signedBy(
  nodes: readonly TestNode[],
  statement: unknown,
): Promise<readonly Hex[]> {
  const signatures = nodes.map(async ({ signer }) => ({
    signer: signer.address,
    signature: await signer.signTypedData(statement as TypedData),
  }))
  return orderSignatures(await Promise.all(signatures))
}
