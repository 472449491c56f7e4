import { defineConfig } from 'vite'
import { extensionConfig } from './scripts/extension/extension-config.ts'
import { optionsFrom } from './scripts/extension/options-from.ts'

// One build for one browser, told by the environment; `npm run build:extension` makes both.
export default defineConfig(() => extensionConfig(optionsFrom(process.env)))
