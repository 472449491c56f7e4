import { parseArgs } from 'node:util'

/** Flags that are there or not; undefined when usage was asked for, or is what somebody needs. */
export const readFlags = <Name extends string>(
  usage: string,
  names: readonly Name[],
): Readonly<Record<Name, boolean>> | undefined => {
  const flag = { type: 'boolean', default: false } as const
  try {
    const { values } = parseArgs({
      options: Object.fromEntries([...names, 'help'].map((name) => [name, flag])),
    })
    if (values['help'] !== true) {
      return Object.fromEntries(names.map((name) => [name, values[name] === true])) as Record<
        Name,
        boolean
      >
    }
    process.stdout.write(usage)
  } catch {
    process.stderr.write(usage)
    process.exitCode = 2
  }
  return undefined
}
