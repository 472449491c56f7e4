import type { TLSSocket } from 'node:tls'
import type { CurrentNodeSet, RegistryNode } from '../../../registry/node-set.ts'
import { revokedCertificate } from '../../../registry/node-set.ts'
import { certificateHash } from '../keys/certificate-hash.ts'

/**
 * Who is at the other end, by the registry alone: no authority and no date counts. TLS has made
 * sure that they hold the certificate's key.
 */
export const pinnedNode = (
  certificate: string | undefined,
  { nodes }: CurrentNodeSet,
): RegistryNode | undefined =>
  certificate === undefined || certificate === revokedCertificate
    ? undefined
    : nodes.find((node) => node.certificate === certificate)

/** The hash of what the other end has shown; undefined if it has shown nothing. */
export const shownCertificate = (socket: TLSSocket): `0x${string}` | undefined => {
  const shown = socket.getPeerX509Certificate()
  return shown === undefined ? undefined : certificateHash(shown.raw)
}
