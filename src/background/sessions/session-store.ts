/**
 * Keeps what storage areas cannot: keys of sessions, which may be used and never taken out. By
 * name; what is under one name is replaced whole.
 */
export type SessionStore = {
  get(name: string): Promise<unknown>
  set(name: string, value: unknown): Promise<void>
  remove(name: string): Promise<void>
  names(): Promise<readonly string[]>
}

export const memorySessionStore = (values = new Map<string, unknown>()): SessionStore => ({
  // As databases do, it gives copies, in which keys are keys.
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
