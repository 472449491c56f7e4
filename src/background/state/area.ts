/** What a browser keeps for us, by name: `storage.local`, or `storage.session`, which ends with it. */
export type Area = {
  get(name: string): Promise<unknown>
  set(name: string, value: unknown): Promise<void>
  remove(name: string): Promise<void>
  names(): Promise<readonly string[]>
}

export const memoryArea = (values = new Map<string, unknown>()): Area => ({
  get: async (name) => Promise.resolve(structuredClone(values.get(name))),
  set: async (name, value) => {
    values.set(name, structuredClone(value))
    return Promise.resolve()
  },
  remove: async (name) => {
    values.delete(name)
    return Promise.resolve()
  },
  names: async () => Promise.resolve([...values.keys()]),
})
