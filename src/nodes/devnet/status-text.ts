import type { NodeView, SignatureView, Snapshot } from './dashboard/snapshot.ts'
import { verdict } from './dashboard/views/verdict.ts'
import { ends, list, megabytes, milliseconds } from './dashboard/views/words.ts'

const mostSignatures = 5
const mostPkps = 20

/** The dashboard in a terminal. */
export function statusText(snapshot: Snapshot, now: number = Date.now()): string {
  const { nodes, chain, services, pkps, signatures, ceremonies } = snapshot
  const { said, why } = verdict(snapshot)
  const down = services.filter(({ running }) => !running)
  const failed = ceremonies.filter(({ outcome }) => outcome !== 'done').slice(0, mostSignatures)
  return [
    `${said} ${why}`,
    '',
    ...nodes.map((node) => nodeLine(node, now)),
    '',
    ...(chain === undefined ? [] : [`chain    block ${chain.head}, ${chain.final} final`]),
    ...down.map(({ name, log }) => `${name} is down. Log: ${log}`),
    `pkps     ${pkps.length === 0 ? 'none yet' : pkps.length}`,
    ...pkps
      .slice(0, mostPkps)
      .map(
        ({ address, owner, permitted }) =>
          `  ${address}  ${owner.kind === 'address' ? `of ${ends(owner.address ?? '')}` : owner.kind}` +
          `; ${permitted.map(({ method, scopes }) => `${method}: ${scopes.join(', ') || 'no scope'}`).join('; ') || 'nobody is permitted'}`,
      ),
    ...(signatures.length === 0 ? [] : ['', 'latest signatures']),
    ...signatures.slice(0, mostSignatures).map((signature) => signatureLine(signature, now)),
    ...(failed.length === 0 ? [] : ['', 'latest failures']),
    ...failed.map(
      ({ kind, outcome, culprits, at }) =>
        `  ${ago(at, now)}  ${kind}: ${outcome}${culprits.length === 0 ? '' : `, node ${list(culprits)}`}`,
    ),
    '',
  ].join('\n')
}

function nodeLine({ party, state, inside, problems, log }: NodeView, now: number): string {
  const head = `node ${String(party).padStart(2)}  ${state.padEnd(8)}`
  if (inside === undefined) return `${head}  log: ${log}`
  const paired = inside.peers.filter((peer) => peer.paired).length
  const facts = [
    `up ${ago(inside.startedAt, now)}`,
    `paired ${paired}/${inside.peers.length}`,
    `keys to be minted: ${inside.readyKeys}`,
    `presignatures: ${inside.livePresignatures}`,
    megabytes(inside.memoryBytes),
  ].join(', ')
  return problems.length === 0 ? `${head}  ${facts}` : `${head}  ${problems.join('; ')}`
}

const signatureLine = (
  { at, kind, signers, presignMs, signMs }: SignatureView,
  now: number,
): string =>
  `  ${ago(at, now)}  ${kind}, nodes ${list(signers.map(({ party }) => party))}: ` +
  `presign ${milliseconds(presignMs)}, sign ${milliseconds(signMs)}`

function ago(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000))
  if (seconds < 90) return `${seconds} s`
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}
