import type { Snapshot } from '../snapshot.ts'
import { ceremoniesView } from './ceremonies.ts'
import { linksView } from './links.ts'
import { nodesView } from './nodes.ts'
import { pkpsView } from './pkps.ts'
import { ringView } from './ring.ts'
import { signaturesView } from './signatures.ts'
import { tilesView } from './tiles.ts'
import { verdictView } from './verdict.ts'

const views = {
  links: linksView,
  verdict: verdictView,
  ring: ringView,
  nodes: nodesView,
  tiles: tilesView,
  pkps: pkpsView,
  signatures: signaturesView,
  ceremonies: ceremoniesView,
}

export type PartName = keyof typeof views

/** Each part of the page, which is sent again alone when it has changed. */
export type PageParts = Readonly<Record<PartName, string>>

export async function partsOf(snapshot: Snapshot): Promise<PageParts> {
  const entries = Object.entries(views).map(
    async ([name, view]) => [name, (await view(snapshot)).toString()] as const,
  )
  return Object.fromEntries(await Promise.all(entries)) as PageParts
}
