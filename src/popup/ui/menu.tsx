import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

export type MenuEntry = {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  readonly onPress: () => void
  readonly danger?: boolean
  readonly disabled?: boolean
}

type MenuProps = {
  /** What opens it: a button of ours. */
  readonly trigger: ReactNode
  readonly entries: readonly MenuEntry[]
}

export const Menu = ({ trigger, entries }: MenuProps) => (
  <DropdownMenu.Root>
    <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        align="end"
        sideOffset={4}
        collisionPadding={8}
        className="z-50 min-w-44 animate-fade rounded-lg border border-line bg-raised p-1 shadow-lift"
      >
        {entries.map(({ id, label, icon, onPress, danger = false, disabled = false }) => (
          <DropdownMenu.Item
            key={id}
            disabled={disabled}
            onSelect={onPress}
            className={classes(
              'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-base outline-none data-disabled:opacity-40 data-highlighted:bg-hover',
              danger && 'text-danger',
            )}
          >
            {icon}
            {label}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
)
