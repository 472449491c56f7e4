// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, expect, test } from 'vitest'
import { FileButton } from './file-button.tsx'

afterEach(cleanup)

test('gives each file that is chosen, the same one twice too, and nothing for none', () => {
  const given: string[] = []
  render(
    createElement(FileButton, {
      label: 'Import',
      icon: null,
      disabled: false,
      page: '/settings',
      testId: 'import',
      onFile: ({ name }: File) => given.push(name),
    }),
  )
  const input = screen.getByTestId('import')
  const file = new File(['{}'], 'device.json', { type: 'application/json' })
  for (const files of [[file], [], [file]]) fireEvent.change(input, { target: { files } })
  expect(given).toEqual(['device.json', 'device.json'])
})
