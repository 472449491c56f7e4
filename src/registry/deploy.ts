import {
  encodeDeployData,
  getContractAddress,
  isAddressEqual,
  type Account,
  type Address,
  type Chain,
  type Hex,
  type PublicClient,
  type Transport,
  type WalletClient,
} from 'viem'
import { nodeRegistryBytecode } from './abi/node-registry-bytecode.ts'
import { nodeRegistryAbi } from './abi/node-registry.ts'
import { pkpHelperBytecode } from './abi/pkp-helper-bytecode.ts'
import { pkpHelperAbi } from './abi/pkp-helper.ts'
import { pkpNftBytecode } from './abi/pkp-nft-bytecode.ts'
import { pkpNftAbi } from './abi/pkp-nft.ts'
import { pkpPermissionsBytecode } from './abi/pkp-permissions-bytecode.ts'
import { pkpPermissionsAbi } from './abi/pkp-permissions.ts'
import type { Contracts } from './contracts.ts'
import { RegistryError } from './errors.ts'
import type { RegistryNode } from './node-set.ts'
import { waitForReceipt } from './wait-for-receipt.ts'

export type Deployer = WalletClient<Transport, Chain, Account>

/**
 * Deploys the contracts with their first node set. PkpNft and PkpPermissions know each other from
 * their first block on: the address of the later one is computed ahead, from the deployer's nonce.
 */
export async function deploy(
  reader: PublicClient,
  deployer: Deployer,
  nodes: readonly RegistryNode[],
): Promise<Contracts> {
  const from = deployer.account.address
  const nonce = await reader.getTransactionCount({ address: from, blockTag: 'pending' })
  const addressAt = (offset: number): Address =>
    getContractAddress({ from, nonce: BigInt(nonce + offset) })
  const contracts: Contracts = {
    NodeRegistry: addressAt(0),
    PkpPermissions: addressAt(1),
    PkpNft: addressAt(2),
    PkpHelper: addressAt(3),
  }
  const code = creations(contracts, nodes)
  for (const [offset, data] of code.entries()) {
    await create(reader, deployer, data, nonce + offset, addressAt(offset))
  }
  return contracts
}

/** In the order of their nonces. */
function creations(contracts: Contracts, nodes: readonly RegistryNode[]): readonly Hex[] {
  return [
    encodeDeployData({ abi: nodeRegistryAbi, bytecode: nodeRegistryBytecode, args: [nodes] }),
    encodeDeployData({
      abi: pkpPermissionsAbi,
      bytecode: pkpPermissionsBytecode,
      args: [contracts.PkpNft],
    }),
    encodeDeployData({
      abi: pkpNftAbi,
      bytecode: pkpNftBytecode,
      args: [contracts.NodeRegistry, contracts.PkpPermissions],
    }),
    encodeDeployData({ abi: pkpHelperAbi, bytecode: pkpHelperBytecode, args: [contracts.PkpNft] }),
  ]
}

async function create(
  reader: PublicClient,
  deployer: Deployer,
  data: Hex,
  nonce: number,
  expected: Address,
): Promise<void> {
  const hash = await deployer.sendTransaction({ data, nonce })
  const { contractAddress, status } = await waitForReceipt(reader, hash)
  if (status !== 'success' || !contractAddress || !isAddressEqual(contractAddress, expected)) {
    throw new RegistryError('reverted', `transaction ${hash} did not create ${expected}`)
  }
}
