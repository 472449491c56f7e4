import { browsers, type ExtensionOptions } from './options.ts'

type Environment = Readonly<Record<string, string | undefined>>

export const optionsFrom = (environment: Environment): ExtensionOptions => {
  const name = environment['ASSENT_BROWSER'] ?? 'chromium'
  const browser = browsers.find((one) => one === name)
  if (browser === undefined) {
    throw new Error(`ASSENT_BROWSER is ${name}: it can be ${browsers.join(' or ')}`)
  }
  return {
    browser,
    deployment: environment['ASSENT_DEPLOYMENT'] ?? 'deployment.json',
    development: environment['ASSENT_DEVELOPMENT'] === 'yes',
    outDir: `dist/${browser}`,
  }
}
