/** Prints what happens, a line each, with the seconds since the start. */
export type Progress = {
  readonly step: (what: string, detail: string) => void
  readonly say: (line: string) => void
}

const width = 18

export function createProgress(
  write: (text: string) => void,
  now: () => number = () => performance.now(),
): Progress {
  const start = now()
  return {
    step: (what, detail) => {
      const seconds = ((now() - start) / 1000).toFixed(1).padStart(6)
      write(`${seconds} s  ${what.padEnd(width)} ${detail}\n`)
    },
    say: (line) => write(`${line}\n`),
  }
}
