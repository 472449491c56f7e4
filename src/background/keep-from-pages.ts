import type { Browser } from 'webextension-polyfill'

/** Chromium's; Firefox has no such method, and gives content scripts the area in any case. */
type Guarded = {
  setAccessLevel?(options: { readonly accessLevel: string }): Promise<void>
}

/** Scripts in pages may read `storage.local` by default, and it is none of their business. */
export const keepFromPages = ({ storage }: Browser): void => {
  const local: Browser['storage']['local'] & Guarded = storage.local
  local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(() => {})
}
