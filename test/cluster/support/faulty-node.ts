// A node of the product with faults from a file: `faulty-node.ts CONFIG FAULTS`. Nothing that an
// operator can configure leads here.
import { readFaults } from './faults.ts'
import { skewClock } from './skew-clock.ts'

const [, , config, file] = process.argv
if (config === undefined || file === undefined) throw new Error('wanted: CONFIG FAULTS')
const faults = () => readFaults(file)
// Before any code of the product has looked at a clock.
skewClock(() => faults().skewMs ?? 0)
const { runFaultyNode } = await import('./run-faulty-node.ts')
await runFaultyNode(config, faults)
