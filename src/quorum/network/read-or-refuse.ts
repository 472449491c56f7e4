import { QuorumError } from '../errors.ts'

/** What no registry would say was made up by who answered for it. */
export const readOrRefuse = async <T>(read: () => Promise<T>): Promise<T> => {
  try {
    return await read()
  } catch (error) {
    if (error instanceof QuorumError) throw error
    throw new QuorumError(
      'untrusted-registry',
      'what the RPC says is the registry cannot be read as one: look at the deployment file, or ' +
        'use another RPC',
      { cause: error },
    )
  }
}
