import type { Store } from '../../quorum/store.ts'
import type { Area } from '../state/area.ts'

/** What the client of a node set remembers between runs, in the browser's storage. */
export const areaStore = (area: Area): Store => ({
  async get(name) {
    const value = await area.get(`quorum ${name}`)
    return typeof value === 'string' ? value : undefined
  },
  set: async (name, value) => area.set(`quorum ${name}`, value),
})
