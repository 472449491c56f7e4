import type { Abi, AbiItem } from 'viem'
import { formatAbiItem } from 'viem/utils'
import type { Compiled } from './compile.ts'

export type Generated = { readonly file: string; readonly text: string }

/**
 * The modules that the product reads: of each contract its ABI, and apart from it its bytecode,
 * which only a deployment needs and no wallet should carry.
 */
export function generate(compiled: readonly Compiled[]): readonly Generated[] {
  const errors = allErrors(compiled)
  return compiled.flatMap(({ name, abi, bytecode }) => {
    const file = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
    const constant = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
    const items = [...abi.filter(({ type }) => type !== 'error'), ...errors]
    return [
      { file: `${file}.ts`, text: abiModule(`${constant}Abi`, items) },
      { file: `${file}-bytecode.ts`, text: module(`${constant}Bytecode`, `'${bytecode}'`) },
    ]
  })
}

/** A contract passes on what the contracts it calls refuse, so each ABI knows the errors of all. */
function allErrors(compiled: readonly Compiled[]): Abi {
  const items = compiled.flatMap(({ abi }) => abi.filter(({ type }) => type === 'error'))
  return [...new Map(items.map((item) => [formatAbiItem(item as never), item])).values()]
}

function abiModule(constant: string, items: readonly AbiItem[]): string {
  const lines = items.map((item) => `  ${JSON.stringify(item)},\n`)
  return module(constant, `[\n${lines.join('')}] as const`)
}

function module(constant: string, value: string): string {
  return `// Generated from contracts/ by \`npm run contracts\`.\nexport const ${constant} = ${value}\n`
}
