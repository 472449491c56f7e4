const surfaces = ['popup', 'tab', 'approval', 'side-panel'] as const

/** Where this page is shown; whoever opens it says so in the address. */
export type Surface = (typeof surfaces)[number]

export const surfaceOf = (search: string): Surface => {
  const said = new URLSearchParams(search).get('surface')
  return surfaces.find((surface) => surface === said) ?? 'popup'
}

export const surface: Surface = surfaceOf(globalThis.location?.search ?? '')
