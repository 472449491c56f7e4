import { describe } from 'vitest'
import { noChromium, openChromium } from '../support/chromium.ts'
import { describeEveryday } from '../support/describe-everyday.ts'

describe.skipIf(noChromium !== '')(`every day${noChromium}`, () => {
  describeEveryday('in Chromium', async ({ chromium }) => openChromium(chromium))
})
