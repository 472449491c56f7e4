import { useRef, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { openTab } from './open-tab.ts'
import { surface } from './surface.ts'

type FileButtonProps = {
  readonly label: string
  readonly icon: ReactNode
  readonly disabled: boolean
  /** Where this stands: choosing a file closes a popup in some browsers, so it goes on in a tab. */
  readonly page: string
  readonly testId: string
  /** By default JSON. */
  readonly accept?: string
  readonly onFile: (file: File) => void
}

/** Has the person choose a file. */
export const FileButton = ({
  label,
  icon,
  disabled,
  page,
  testId,
  accept = 'application/json,.json',
  onFile,
}: FileButtonProps) => {
  const file = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        size="small"
        disabled={disabled}
        icon={icon}
        onClick={() => (surface === 'popup' ? openTab(page) : file.current?.click())}
      >
        {label}
      </Button>
      <input
        ref={file}
        type="file"
        accept={accept}
        hidden
        aria-label={label}
        data-testid={testId}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (chosen !== undefined) onFile(chosen)
        }}
      />
    </>
  )
}
