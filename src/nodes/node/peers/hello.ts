import { BOOT_ID_LENGTH } from '../../../threshold/ecdsa/header.ts'
import {
  fixedBytes,
  text,
  uint16,
  uint32,
  type Decoded,
} from '../../../threshold/encoding/codec.ts'
import { record } from '../../../threshold/encoding/record.ts'

/** Raised when nodes of two releases could no longer understand each other. */
export const PEER_PROTOCOL = 1

/** The first thing that is said on a connection, in both directions. */
export const helloRecord = record('hello', {
  protocol: uint16,
  nodeSet: text,
  epoch: uint32,
  bootId: fixedBytes(BOOT_ID_LENGTH),
})
export type Hello = Decoded<typeof helloRecord>

/** Why two nodes have nothing to say to each other, in words. */
export const helloProblem = (ours: Hello, theirs: Hello): string | undefined => {
  if (theirs.protocol !== ours.protocol) {
    return `it speaks protocol ${theirs.protocol}, we speak ${ours.protocol}: run one release`
  }
  if (theirs.nodeSet !== ours.nodeSet) return `it belongs to ${theirs.nodeSet}, we to another`
  return undefined
}
