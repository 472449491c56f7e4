import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { ClusterNode } from './cluster-node.ts'
import { freePorts } from './free-ports.ts'

/**
 * A second process with the same identity: from a copy of the node's directory as it is now, on
 * ports of its own. It is the caller's to start and to stop.
 */
export async function cloneNode(node: ClusterNode): Promise<ClusterNode> {
  const { place } = node
  const dir = `${place.dir}-clone`
  const config = `${place.config}-clone.json`
  const [wallet, peers, admin] = await freePorts(3)
  const at = (port: number | undefined) => ({ host: '127.0.0.1', port })
  cpSync(place.dir, dir, { recursive: true })
  const original = JSON.parse(readFileSync(place.config, 'utf8')) as object
  writeFileSync(
    config,
    JSON.stringify({ ...original, dir, wallet: at(wallet), peers: at(peers), admin: at(admin) }),
  )
  return new ClusterNode({
    ...place,
    dir,
    config,
    log: `${place.log}-clone`,
    walletUrl: `http://127.0.0.1:${wallet}`,
    adminUrl: `http://127.0.0.1:${admin}`,
    proxies: {},
    rpc: [],
  })
}
