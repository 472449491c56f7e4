import { publicEndpoint } from '../endpoint.ts'

/** Who the nodes are, with a share of the network key's word on it. */
export const nodeSet = publicEndpoint({ method: 'GET', path: '/v1/node-set' }, ({ parts }) =>
  parts.nodeSetStatements.current(),
)
