import * as z from 'zod'
import { address, epoch, hexBytes, party, url } from '../../../protocol/schemas.ts'

const pid = z.int().min(1)

/** `.devnet/devnet.json`: what tests and tools need of a devnet that runs. */
export const devnetFile = z.strictObject({
  nodes: z.array(
    z.strictObject({
      index: party,
      url,
      /** Health, readiness, metrics and activity. */
      admin: url,
      pid,
      log: z.string(),
      store: z.string(),
    }),
  ),
  threshold: z.int(),
  epoch,
  networkKey: hexBytes(96),
  chain: z.strictObject({
    chainId: z.int(),
    rpcUrl: url,
    contracts: z.strictObject({
      NodeRegistry: address,
      PkpNft: address,
      PkpPermissions: address,
      PkpHelper: address,
    }),
  }),
  identityProvider: z.strictObject({ issuer: url, clientId: z.string() }),
  relay: z.strictObject({ url }),
  cosmos: z.array(
    z.strictObject({
      chainId: z.string(),
      rpcUrl: url,
      restUrl: url,
      bech32Prefix: z.string(),
      denom: z.string(),
    }),
  ),
  dashboard: z.strictObject({ url }),
  /** Folders of the builds, and the id under which browsers know them. */
  extension: z.strictObject({
    chromium: z.string().nullable(),
    firefox: z.string().nullable(),
    id: z.string().nullable(),
  }),
  /** The deployment's file, as any node, wallet or program takes it. */
  deployment: z.string(),
})
export type DevnetFile = z.infer<typeof devnetFile>
