// @vitest-environment jsdom
import { act, cleanup, fireEvent, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Surface } from '../../shell/surface.ts'
import { useArmed } from './use-armed.ts'

const page = document.documentElement
const wait = (ms: number): void => act(() => void vi.advanceTimersByTime(ms))
const show = (surface: Surface = 'approval'): (() => boolean) => {
  const { result } = renderHook(() => useArmed('a/1', surface))
  return () => result.current
}
const focus = (): void => void fireEvent.focus(window)
/** As browsers tell of it: of the page itself, once. */
const move = (type: 'pointerenter' | 'pointerleave', pointerType = 'mouse'): void =>
  act(() => void page.dispatchEvent(Object.assign(new Event(type), { pointerType })))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('begins again when the window comes to the front', () => {
  const isArmed = show()
  wait(500)
  expect(isArmed()).toBe(true)
  focus()
  expect(isArmed()).toBe(false)
  wait(499)
  expect(isArmed()).toBe(false)
  wait(1)
  expect(isArmed()).toBe(true)
})

describe('keys', () => {
  test('of somebody who writes begin it again, letter by letter', () => {
    const isArmed = show()
    wait(500)
    for (const key of 'ok') {
      fireEvent.keyDown(document.body, { key })
      wait(300)
      expect(isArmed()).toBe(false)
    }
    wait(200)
    expect(isArmed()).toBe(true)
  })

  test.each(['Tab', ' ', 'ArrowDown', 'PageDown', 'Shift', 'Enter'])(
    'that lead through the page leave it as it is: %j',
    (key) => {
      const isArmed = show()
      wait(500)
      fireEvent.keyDown(document.body, { key })
      expect(isArmed()).toBe(true)
    },
  )

  test('for a field, and shortcuts, leave it as it is', () => {
    const isArmed = show()
    const field = document.body.appendChild(document.createElement('input'))
    wait(500)
    fireEvent.keyDown(field, { key: '7' })
    fireEvent.keyDown(document.body, { key: 'c', ctrlKey: true })
    expect(isArmed()).toBe(true)
    field.remove()
  })
})

describe('a side panel, which is given the focus by the click that it is for', () => {
  test('stays as it is for a mouse that was in it before', () => {
    const isArmed = show('side-panel')
    move('pointerenter')
    wait(500)
    focus()
    expect(isArmed()).toBe(true)
  })

  test.each<[string, () => void]>([
    ['nothing', () => {}],
    ['a finger', () => move('pointerenter', 'touch')],
    [
      'a mouse that left it',
      () => {
        move('pointerenter')
        wait(500)
        move('pointerleave')
      },
    ],
  ])('begins again for %s', (_, before) => {
    const isArmed = show('side-panel')
    before()
    wait(500)
    focus()
    expect(isArmed()).toBe(false)
  })

  test('begins again when something lay over it until now', () => {
    const isArmed = show('side-panel')
    wait(500)
    move('pointerenter')
    focus()
    expect(isArmed()).toBe(false)
  })
})

test('a window begins again, wherever the mouse lies: whoever writes does not look there', () => {
  const isArmed = show()
  move('pointerenter')
  wait(500)
  focus()
  expect(isArmed()).toBe(false)
})
