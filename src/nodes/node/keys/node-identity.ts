import type { KeyObject } from 'node:crypto'
import { hexToBytes } from 'viem/utils'
import type { Identity } from '../../../threshold/identity.ts'
import type { NodeSetSource } from '../node-set-source.ts'
import { publicKeyOf, signEd25519, verifyEd25519 } from './ed25519.ts'

/** This node's long-term key, with everybody's public ones as the registry has them now. */
export const nodeIdentity = (key: KeyObject, nodeSet: NodeSetSource): Identity => {
  const known = new Map<string, KeyObject>()
  const keyOf = (identityKey: `0x${string}`): KeyObject => {
    const parsed = known.get(identityKey) ?? publicKeyOf(hexToBytes(identityKey))
    known.set(identityKey, parsed)
    return parsed
  }
  return {
    sign: (message) => signEd25519(key, message),
    verify: (party, message, signature) => {
      const node = nodeSet.current().nodes.find((one) => one.party === party)
      if (node === undefined) return false
      try {
        return verifyEd25519(keyOf(node.identityKey), message, signature)
      } catch {
        // Thirty-two bytes in the registry need not be a key.
        return false
      }
    },
  }
}
