const minutes = (count: number): string =>
  count < 60
    ? `After ${count} ${count === 1 ? 'minute' : 'minutes'}`
    : `After ${count / 60} ${count === 60 ? 'hour' : 'hours'}`

export const settings = {
  title: 'Settings',
  look: 'Appearance',
  theme: 'Colours',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  surface: 'Open as',
  surfaces: { popup: 'Popup', 'side-panel': 'Side panel' },
  surfaceNote: 'In a side panel, approvals appear in it while it is open.',
  security: 'Security',
  autoLock: 'Lock by itself',
  autoLockNote: 'It also locks when the system does.',
  minutes,
  manage: 'Manage',
  device: 'This device',
  deviceNote:
    'Names, contacts, networks you added and sites you blocked live on this device only. Take them along in a file; it holds no key and no login.',
  export: 'Save to a file',
  import: 'Take over from a file',
  exported: 'Saved',
  imported: 'Taken over',
  fileName: 'assent-device.json',
  wrongFile: 'This file was not saved by this wallet, or is damaged.',
  nodeSet: 'Node set',
  login: 'Signed in as',
  lockNow: 'Lock now',
  changed: 'Changed',
} as const
