import { describe } from 'vitest'
import { noChromium, openChromium } from '../support/chromium.ts'
import { describeAttacks } from '../support/describe-attacks.ts'
import { noFirefox, openFirefox } from '../support/firefox.ts'

describe.skipIf(noChromium !== '')(`a site that means harm${noChromium}`, () => {
  describeAttacks('in Chromium', async ({ chromium }) => openChromium(chromium))
})

describe.skipIf(noFirefox !== '')(`a site that means harm${noFirefox}`, () => {
  describeAttacks('in Firefox', async ({ firefox }) => openFirefox(firefox))
})
