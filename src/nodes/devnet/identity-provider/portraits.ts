import { icon } from '../pages/icon.ts'
import type { Middleware } from './middleware.ts'
import { people } from './people.ts'
import { portrait } from './portrait.ts'

/** The pictures that id tokens name. */
export const portraits: Middleware = async (context, next) => {
  if (context.path === '/icon.svg') {
    context.type = 'image/svg+xml'
    context.body = icon
    return
  }
  const person = people.find(({ id }) => context.path === `/people/${id}.svg`)
  if (person === undefined) {
    await next()
    return
  }
  context.type = 'image/svg+xml'
  context.set('access-control-allow-origin', '*')
  context.body = portrait(person)
}
