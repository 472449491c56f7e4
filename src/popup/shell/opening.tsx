import { en } from '../strings/en.ts'
import { Mark } from '../ui/mark.tsx'

/** Before the worker has said anything; usually for too short a time to be seen. */
export const Opening = () => (
  <main className="flex min-h-[min(600px,100vh)] items-center justify-center">
    <div role="status" className="animate-breathe">
      <Mark size={48} />
      <span className="sr-only">{en.common.loading}</span>
    </div>
  </main>
)
