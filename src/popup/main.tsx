import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { extensionPort } from './connection/extension-port.ts'
import { linkWorker } from './connection/worker-link.ts'
import { App } from './shell/app.tsx'
import { surface } from './shell/surface.ts'
import { recallTheme } from './shell/use-theme.ts'

document.documentElement.dataset['surface'] = surface
recallTheme()

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')
createRoot(root).render(
  <StrictMode>
    <App link={linkWorker(extensionPort)} />
  </StrictMode>,
)
