import { deployment, type Deployment } from '../../protocol/deployment.ts'
import { readJson } from './read-json.ts'
import { writeJson } from './write-json.ts'

export const readDeployment = (path: string): Deployment =>
  readJson(path, 'the deployment', deployment)

export const writeDeployment = (path: string, value: Deployment): void => {
  writeJson(path, deployment.parse(value))
}
