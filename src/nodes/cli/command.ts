export type Command = {
  /** What `--help` prints: how it is called, what it does, what each option means. */
  readonly usage: string
  /** Gives the exit code. */
  readonly run: (words: readonly string[]) => Promise<number>
}
