import { expect, test } from 'vitest'
import { createSessionSigner } from '../../quorum/sessions/session-key.ts'
import { memoryArea } from './area.ts'

test('keeps keys as they are, by name, until they are removed', async () => {
  const store = memoryArea()
  const { pair, sign } = await createSessionSigner()
  expect(await sign(new Uint8Array(1))).toMatch(/^0x/)
  await store.set('one', pair)
  await store.set('two', { pair })
  const kept = (await store.get('one')) as typeof pair
  expect(kept.privateKey.extractable).toBe(false)
  await store.remove('one')
  expect(await store.get('one')).toBeUndefined()
  expect(await store.names()).toEqual(['two'])
})
