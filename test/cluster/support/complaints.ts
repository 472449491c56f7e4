import type { ClusterNode } from './cluster-node.ts'

const most = 30

/** Of pino, from warnings up; and whatever no logger wrote. */
const serious = /"level":(?:[456]0|"(?:warn|error|fatal)")/

/** Prints what nodes complained of, for whoever looks for why a test failed. */
export function printComplaints(nodes: readonly ClusterNode[]): void {
  for (const node of nodes) {
    const said = node
      .log()
      .split('\n')
      .filter((line) => serious.test(line) || !line.startsWith('{'))
      .filter((line) => line !== '')
      .slice(-most)
    if (said.length > 0) process.stderr.write(`--- node ${node.party}\n${said.join('\n')}\n`)
  }
}
