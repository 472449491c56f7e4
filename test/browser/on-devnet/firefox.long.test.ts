import { describe } from 'vitest'
import { freePort } from '../../cluster/support/free-ports.ts'
import { describeEveryday } from '../support/describe-everyday.ts'
import { noFirefox, openFirefox } from '../support/firefox.ts'

describe.skipIf(noFirefox !== '')(`every day${noFirefox}`, () => {
  describeEveryday('in Firefox', async ({ firefox }) => openFirefox(firefox, await freePort()))
})
