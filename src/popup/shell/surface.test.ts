import { expect, test } from 'vitest'
import { surfaceOf } from './surface.ts'

test('whoever opens a page says where it is shown', () => {
  expect(surfaceOf('?surface=side-panel')).toBe('side-panel')
  expect(surfaceOf('?surface=approval')).toBe('approval')
  expect(surfaceOf('')).toBe('popup')
  expect(surfaceOf('?surface=elsewhere')).toBe('popup')
})
