/**
 * What is worth keeping between runs: the newest epoch seen, and which keys were verified. Text by
 * name; nothing in it is secret, and losing it costs a few questions.
 */
export type Store = {
  get(name: string): Promise<string | undefined>
  set(name: string, value: string): Promise<void>
}

export const memoryStore = (): Store => {
  const values = new Map<string, string>()
  return {
    get: async (name) => Promise.resolve(values.get(name)),
    set: async (name, value) => {
      values.set(name, value)
      return Promise.resolve()
    },
  }
}
