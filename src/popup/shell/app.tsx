import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { WorkerContext } from '../connection/worker-context.ts'
import type { WorkerLink } from '../connection/worker-link.ts'
import { Toasts } from '../ui/toasts.tsx'
import { Stage } from './stage.tsx'

export const App = ({ link }: { readonly link: WorkerLink }) => (
  <WorkerContext value={link}>
    <Router hook={useHashLocation}>
      <Stage />
      <Toasts />
    </Router>
  </WorkerContext>
)
