import { Hono } from 'hono'
import { afterEach, expect, test } from 'vitest'
import { listen, type Listening } from './listen.ts'
import { listening } from './problem.ts'

const open: Listening[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(async (one) => one.close(0)))
})

const app = new Hono().get('/', (context) => context.text('here'))
const at = (port: number) => ({ host: '127.0.0.1', port })

test('it answers on its port until it is closed', async () => {
  const server = await listen(app, at(0))
  const url = `http://127.0.0.1:${server.port}/`
  expect(await (await fetch(url)).text()).toBe('here')
  await server.close(0)
  await expect(fetch(url)).rejects.toThrow('fetch failed')
})

test('an address that somebody else has is named', async () => {
  const first = await listen(app, at(0))
  open.push(first)
  const again = at(first.port)
  await expect(listening('the operator', again, listen(app, again))).rejects.toMatchObject({
    name: 'SetupProblem',
    message: expect.stringContaining(`127.0.0.1:${first.port} for the operator`) as string,
  })
})
