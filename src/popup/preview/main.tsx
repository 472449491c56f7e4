import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createStore } from 'zustand/vanilla'
import { ProblemError } from '../connection/problem-error.ts'
import type { Call, Mirror, WorkerLink } from '../connection/worker-link.ts'
import { App } from '../shell/app.tsx'
import { surface } from '../shell/surface.ts'
import { sampleAnswers } from './sample-answers.ts'
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

const call: Call = async (name) => {
  const answer = scene.answers?.[name] ?? sampleAnswers[name] ?? {}
  if (answer === 'problem') throw new ProblemError({ code: 'no-network', detail: 'a sample' })
  return answer as never
}

const link: WorkerLink = { mirror: createStore<Mirror>(() => ({ connected: true, view })), call }

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')
createRoot(root).render(
  <StrictMode>
    <App link={link} />
  </StrictMode>,
)
