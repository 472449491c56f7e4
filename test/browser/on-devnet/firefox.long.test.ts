import { describe } from 'vitest'
import { describeEveryday } from '../support/describe-everyday.ts'
import { noFirefox, openFirefox } from '../support/firefox.ts'

describe.skipIf(noFirefox !== '')(`every day${noFirefox}`, () => {
  describeEveryday('in Firefox', async ({ firefox }) => openFirefox(firefox))
})
