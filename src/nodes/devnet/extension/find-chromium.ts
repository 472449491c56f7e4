import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

// Chrome itself is not among them: it takes no extensions from the command line any more.
const names = ['chromium', 'chromium-browser', 'ungoogled-chromium']
const applications = ['/Applications/Chromium.app/Contents/MacOS/Chromium']

type Environment = Readonly<Record<string, string | undefined>>

/** The program that `CHROMIUM` names, or the first Chromium of this machine. */
export const findChromium = (environment: Environment): string | undefined => {
  const { CHROMIUM: named, PATH: path = '' } = environment
  if (named !== undefined && named !== '') return isProgram(named) ? named : undefined
  const folders = path.split(delimiter).filter((folder) => folder !== '')
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...places, ...applications].find(isProgram)
}

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
