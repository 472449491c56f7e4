import { loadConfig } from '../../../src/nodes/node/config.ts'
import type { FailpointName } from '../../../src/nodes/node/failpoints.ts'
import { signEd25519 } from '../../../src/nodes/node/keys/ed25519.ts'
import { loadNodeKeys } from '../../../src/nodes/node/keys/load-node-keys.ts'
import { runUntilSignal } from '../../../src/nodes/node/run-node.ts'
import type { Identity } from '../../../src/threshold/identity.ts'
import { confess, type Faults } from './faults.ts'
import { lyingMessages } from './lying-messages.ts'
import { lyingSigning } from './lying-signing.ts'

/** The product's node, with somebody in its place wherever a test may put one. */
export async function runFaultyNode(configFile: string, faults: () => Faults): Promise<void> {
  const config = loadConfig(configFile)
  const keys = loadNodeKeys(config.dir)
  const identity: Identity = {
    sign: (message) => signEd25519(keys.identity, message),
    verify: () => false,
  }
  if (faults().skewMs !== undefined) confess('skew')
  await runUntilSignal(config, {
    failpoints: mortal(faults),
    wrapSigning: (signing) => lyingSigning(signing, identity, faults),
    wrapOutgoing: lyingMessages(faults),
  })
}

const mortal = (faults: () => Faults): ((name: FailpointName) => void) => {
  let armed = ''
  let passed = 0
  return (name) => {
    const { dieAt } = faults()
    if (dieAt?.point !== name) return
    const now = JSON.stringify(dieAt)
    passed = armed === now ? passed + 1 : 1
    armed = now
    if (passed < (dieAt.time ?? 1)) return
    confess('dies')
    process.kill(process.pid, 'SIGKILL')
    // The signal is on its way: nothing else happens in this process.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  }
}
