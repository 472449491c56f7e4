import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '../shell/app.tsx'
import { surface } from '../shell/surface.ts'
import { sampleWorker } from './sample-worker.ts'
import { scenes } from './scenes.ts'

const asked = new URLSearchParams(location.search)
const scene = scenes[asked.get('scene') ?? 'home']
if (scene === undefined) throw new Error(`scenes are: ${Object.keys(scenes).join(', ')}`)

document.documentElement.dataset['surface'] = surface
if (location.hash === '') location.hash = scene.path

const theme = asked.get('theme')
const view =
  theme === 'light' || theme === 'dark'
    ? { ...scene.view, settings: { ...scene.view.settings, theme } as const }
    : scene.view

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')
createRoot(root).render(
  <StrictMode>
    <App link={sampleWorker(view, scene.answers)} />
  </StrictMode>,
)
