import { PayloadError } from '../errors.ts'

export const checkChainId = (chainId: string): void => {
  if (chainId === '') throw new PayloadError('no-chain', 'name the chain: the chain id is empty')
  if (!/^[-_.a-zA-Z0-9]{1,50}$/.test(chainId)) {
    throw new PayloadError('bad-shape', 'a chain id has letters, digits, and - _ . between')
  }
}
