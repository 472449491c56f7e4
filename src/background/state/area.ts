/**
 * What a browser keeps for us, by name: `storage.local`; `storage.session`, which ends with it; or a
 * database, which takes keys that may be used and never taken out.
 */
export type Area = {
  get(name: string): Promise<unknown>
  set(name: string, value: unknown): Promise<void>
  remove(name: string): Promise<void>
  names(): Promise<readonly string[]>
}

export const memoryArea = (values = new Map<string, unknown>()): Area => ({
  // As browsers do, it gives copies, in which keys are keys.
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
