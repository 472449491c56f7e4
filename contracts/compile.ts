import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import solc from 'solc'
import type { Abi } from 'viem'

export type Compiled = {
  readonly name: string
  readonly abi: Abi
  readonly bytecode: `0x${string}`
}

type Complaint = {
  readonly formattedMessage: string
  readonly severity: string
  readonly sourceLocation?: { readonly file: string }
}

type Output = {
  readonly errors?: readonly Complaint[]
  readonly contracts: Readonly<
    Record<
      string,
      Record<string, { readonly abi: Abi; readonly evm: { readonly bytecode: { object: string } } }>
    >
  >
}

/** The part of solc that is used here; its own types say `any`. */
type Compiler = {
  readonly compile: (
    input: string,
    callbacks: { readonly import: (path: string) => { readonly contents: string } },
  ) => string
}

const compiler = solc as Compiler
const folder = dirname(fileURLToPath(import.meta.url))
const packages = join(folder, '..', 'node_modules')

/** Compiles every contract that stands at the top of this folder; a warning is an error. */
export function compile(): readonly Compiled[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.sol'))
    .toSorted()
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(names.map((file) => [file, { content: read(file) }])),
    settings: {
      // Paths and comments stay out, so that the same code is the same bytes everywhere.
      metadata: { bytecodeHash: 'none', appendCBOR: false },
      evmVersion: 'prague',
      optimizer: { enabled: true, runs: 200 },
      outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
    },
  }
  const output = JSON.parse(
    compiler.compile(JSON.stringify(input), { import: (path) => ({ contents: read(path) }) }),
  ) as Output
  const complaints = (output.errors ?? []).filter(isOurs)
  if (complaints.length > 0) {
    throw new Error(complaints.map(({ formattedMessage }) => formattedMessage).join('\n'))
  }
  return names.map((file) => {
    const name = file.replace('.sol', '')
    const contract = output.contracts[file]?.[name]
    if (contract === undefined) throw new Error(`${file} has no contract ${name}`)
    return { name, abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}` }
  })
}

/** Warnings about packages are for those who write them. */
function isOurs({ severity, sourceLocation }: Complaint): boolean {
  return severity === 'error' || sourceLocation?.file.startsWith('@') !== true
}

function read(path: string): string {
  return readFileSync(path.startsWith('@') ? join(packages, path) : join(folder, path), 'utf8')
}
