/** What is needed of the browser: its tabs, and what the manifest puts into new pages. */
export type Injecting = {
  readonly scripts: readonly {
    readonly js?: readonly string[] | undefined
    readonly world?: string | undefined
  }[]
  readonly tabs: () => Promise<readonly { readonly id?: number | undefined }[]>
  readonly execute: (given: {
    readonly tab: number
    readonly files: readonly string[]
    readonly world: 'MAIN' | 'ISOLATED'
  }) => Promise<unknown>
}

/**
 * Pages that were open before the extension came, or came anew, have no provider, or one whose
 * bridge is gone: they get what new pages get. A provider that is there already goes on.
 */
export const injectIntoTabs = async ({ scripts, tabs, execute }: Injecting): Promise<void> => {
  await Promise.all(
    (await tabs()).map(async ({ id }) => {
      if (id === undefined) return
      for (const { js = [], world } of scripts) {
        const where = world === 'MAIN' ? 'MAIN' : 'ISOLATED'
        // Pages of the browser and of its shop let nobody in.
        await execute({ tab: id, files: js, world: where }).catch(() => {})
      }
    }),
  )
}
