import { writeFileSync } from 'node:fs'
import { measureGas } from '../test/support/gas.ts'

writeFileSync('contracts/gas.json', `${JSON.stringify(await measureGas(), null, 2)}\n`)
