import { Tabs as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'

type TabsProps = {
  readonly label: string
  readonly tabs: readonly {
    readonly id: string
    readonly label: string
    readonly content: ReactNode
  }[]
  readonly initial?: string
}

export const Tabs = ({ label, tabs, initial }: TabsProps) => (
  <Primitive.Root defaultValue={initial ?? tabs[0]?.id ?? ''} className="grid gap-3">
    <Primitive.List
      aria-label={label}
      className="grid auto-cols-fr grid-flow-col gap-0.5 rounded-md bg-sunk p-0.5"
    >
      {tabs.map((tab) => (
        <Primitive.Trigger
          key={tab.id}
          value={tab.id}
          className="min-h-8 rounded-sm px-2 text-sm font-medium text-soft transition-colors duration-100 hover:text-ink data-[state=active]:bg-card data-[state=active]:text-ink data-[state=active]:shadow-shade"
        >
          {tab.label}
        </Primitive.Trigger>
      ))}
    </Primitive.List>
    {tabs.map((tab) => (
      <Primitive.Content key={tab.id} value={tab.id} className="grid gap-3">
        {tab.content}
      </Primitive.Content>
    ))}
  </Primitive.Root>
)
