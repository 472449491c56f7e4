import { Check, Copy } from 'lucide-react'
import { en } from '../strings/en.ts'
import { Button, type ButtonProps } from './button.tsx'
import { useCopy } from './use-copy.ts'

type CopyButtonProps = Omit<ButtonProps, 'children' | 'onClick' | 'icon'> & {
  readonly text: string
  readonly label?: string
}

export const CopyButton = ({ text, label = en.common.copy, ...rest }: CopyButtonProps) => {
  const [copied, copy] = useCopy()
  return (
    <Button
      {...rest}
      icon={copied ? <Check aria-hidden="true" size={16} /> : <Copy aria-hidden="true" size={16} />}
      onClick={() => copy(text)}
    >
      <span aria-live="polite">{copied ? en.common.copied : label}</span>
    </Button>
  )
}
