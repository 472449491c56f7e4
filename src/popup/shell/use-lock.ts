import { problemOf } from '../connection/problem-error.ts'
import { useCall } from '../connection/worker-context.ts'
import { en } from '../strings/en.ts'
import { toast } from '../ui/toast.ts'

export const useLock = (): (() => void) => {
  const call = useCall()
  return () => {
    call('lock', {}).catch((error: unknown) =>
      toast(en.problems[problemOf(error).code].title, 'danger'),
    )
  }
}
