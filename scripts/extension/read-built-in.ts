import { existsSync } from 'node:fs'
import { readDeployment } from '../../src/nodes/deployment/deployment-file.ts'
import type { Deployment } from '../../src/protocol/deployment.ts'

/** The deployment of a build; one without its network key could check nothing. */
export const readBuiltIn = (file: string): Deployment => {
  if (!existsSync(file)) {
    throw new Error(
      `there is no ${file}: a build needs the deployment whose nodes it speaks to, as ` +
        '`assent deploy` wrote it, beside manifest.json or named by ASSENT_DEPLOYMENT',
    )
  }
  const deployment = readDeployment(file)
  if (deployment.networkKey !== undefined) return deployment
  throw new Error(`${file} names no network key yet: \`assent deploy network-key\` writes it there`)
}
