import type { AbiParameter } from 'viem'
import type { CallArgument } from '../../../messages/popup/action.ts'
import { visibleText } from '../visible-text.ts'

const MOST = 4000

const typeText = (parameter: AbiParameter): string => {
  if (!parameter.type.startsWith('tuple')) return parameter.type
  const components = 'components' in parameter ? parameter.components : []
  return `(${components.map(typeText).join(',')})${parameter.type.slice('tuple'.length)}`
}

const valueText = (parameter: AbiParameter, value: unknown): string => {
  if (Array.isArray(value) && parameter.type.endsWith(']')) {
    const of = { ...parameter, type: parameter.type.replace(/\[\d*\]$/, '') }
    return `[${value.map((item) => valueText(of, item)).join(', ')}]`
  }
  if (parameter.type === 'tuple' && 'components' in parameter) {
    const fields = parameter.components.map((one, at) => {
      // Fields with names come as an object, those without as a list.
      const field: unknown = Array.isArray(value)
        ? value[at]
        : (value as Readonly<Record<string, unknown>>)[one.name ?? '']
      return `${one.name ?? at}: ${valueText(one, field)}`
    })
    return `{${fields.join(', ')}}`
  }
  return visibleText(String(value))
}

/** Decoded arguments, for a person to read. */
export const argumentTexts = (
  parameters: readonly AbiParameter[],
  values: readonly unknown[],
): readonly CallArgument[] =>
  parameters.map((parameter, at) => {
    const text = valueText(parameter, values[at])
    return {
      name: parameter.name ?? '',
      type: typeText(parameter),
      value: text.length > MOST ? `${text.slice(0, MOST)}…` : text,
    }
  })
