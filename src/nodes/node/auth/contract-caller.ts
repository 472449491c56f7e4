import type { Hex } from 'viem'

/** Reads contracts of the registry's chain, at a final block. */
export type ContractCaller = {
  /** `0x` where there is no code, or the call reverts. Throws `chain-…` where nothing can be read. */
  call(to: Hex, data: Hex): Promise<Hex>
}
