import type { ManifestV3Export } from '@crxjs/vite-plugin'
import manifest from '../../manifest.json' with { type: 'json' }
import { developmentKey } from './development-key.ts'
import type { ExtensionOptions } from './options.ts'

type Manifest = Extract<ManifestV3Export, { readonly manifest_version: number }>

const oldestFirefox = '142.0'

/** `manifest.json` is Chromium's; what Firefox calls by another name is changed here. */
export const manifestFor = ({
  browser,
  development,
}: Pick<ExtensionOptions, 'browser' | 'development'>): Manifest => {
  const named = { ...manifest, name: development ? `${manifest.name} (devnet)` : manifest.name }
  const made = browser === 'chromium' ? chromium(named, development) : firefox(named, development)
  return made as unknown as Manifest
}

type Named = typeof manifest

const chromium = (named: Named, development: boolean) => ({
  ...named,
  ...(development && { key: developmentKey }),
})

const firefox = (named: Named, development: boolean) => {
  const {
    minimum_chrome_version: _oldestChrome,
    externally_connectable: _others,
    side_panel: { default_path },
    background: { service_worker, type },
    permissions,
    ...rest
  } = named
  return {
    ...rest,
    background: { scripts: [service_worker], type },
    permissions: permissions.filter((permission) => permission !== 'sidePanel'),
    sidebar_action: {
      default_title: named.name,
      default_panel: default_path,
      default_icon: named.action.default_icon,
      open_at_install: false,
    },
    browser_specific_settings: {
      gecko: {
        id: development ? 'devnet@assent.example' : 'wallet@assent.example',
        strict_min_version: oldestFirefox,
        data_collection_permissions: { required: ['none'] },
      },
    },
  }
}
