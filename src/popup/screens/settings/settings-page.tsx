import type { CallArguments } from '../../../messages/popup/calls.ts'
import { problemOf } from '../../connection/problem-error.ts'
import { useCall, useView } from '../../connection/worker-context.ts'
import { nav } from '../../shell/nav.ts'
import { useLock } from '../../shell/use-lock.ts'
import { useWide } from '../../shell/use-wide.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { LampDot } from '../../ui/lamp-dot.tsx'
import { lampsOf } from '../../ui/lamps-of.ts'
import { Page } from '../../ui/page.tsx'
import { Row } from '../../ui/row.tsx'
import { Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { toast } from '../../ui/toast.ts'
import { DeviceFileCard } from './device-file-card.tsx'

const lockTimes = [1, 5, 15, 30, 60, 240, 1440]

/** The theme and the surface are the browser's to read as text. */
type Patch = CallArguments<'settings.set'>

const asPatch = (name: 'theme' | 'surface', value: string): Patch => ({ [name]: value })

export const SettingsPage = () => {
  const { settings, nodeSet, login } = useView()
  const wide = useWide()
  const call = useCall()
  const lock = useLock()
  const set = (patch: Patch): void => {
    call('settings.set', patch).catch((error: unknown) =>
      toast(en.problems[problemOf(error).code].title, 'danger'),
    )
  }
  const times = [...new Set([...lockTimes, settings.autoLockMinutes])].sort(
    (one, other) => one - other,
  )
  return (
    <Page title={en.settings.title} columns>
      <div className="grid grid-cols-1 gap-4">
        {!wide && (
          <Section title={en.settings.manage}>
            <Card flush>
              {nav
                .filter(({ main }) => !main)
                .map(({ path, label, Icon }) => (
                  <Row
                    key={path}
                    leading={<Icon aria-hidden="true" size={18} />}
                    title={label}
                    to={path}
                  />
                ))}
            </Card>
          </Section>
        )}
        <Section title={en.settings.nodeSet}>
          <Card flush>
            <Row
              leading={
                <span className="flex max-w-20 flex-wrap gap-1">
                  {lampsOf(nodeSet).map(({ node, state }) => (
                    <LampDot key={node} state={state} size={10} />
                  ))}
                </span>
              }
              title={nodeSet.name}
              note={`${en.nodeSet.ofNodes(nodeSet.threshold, nodeSet.nodes.length)} · ${en.nodeSet.state[nodeSet.state]}`}
              to="/node-set"
            />
          </Card>
        </Section>
        <Section title={en.settings.security}>
          <Card className="grid gap-4">
            <Field label={en.settings.autoLock} hint={en.settings.autoLockNote}>
              {(parts) => (
                <Select
                  {...parts}
                  value={String(settings.autoLockMinutes)}
                  options={times.map((count) => ({
                    value: String(count),
                    label: en.settings.minutes(count),
                  }))}
                  onChange={(value) => set({ autoLockMinutes: Number(value) })}
                />
              )}
            </Field>
            <div className="flex flex-wrap items-center justify-between gap-2">
              <p className="min-w-0 text-sm text-soft">
                {login !== undefined && `${en.settings.login} ${login.label}`}
              </p>
              <Button size="small" onClick={lock}>
                {en.settings.lockNow}
              </Button>
            </div>
          </Card>
        </Section>
      </div>
      <div className="grid grid-cols-1 gap-4">
        <Section title={en.settings.look}>
          <Card className="grid gap-4">
            <Field label={en.settings.theme}>
              {(parts) => (
                <Select
                  {...parts}
                  value={settings.theme}
                  options={Object.entries(en.settings.themes).map(([value, label]) => ({
                    value,
                    label,
                  }))}
                  onChange={(value) => set(asPatch('theme', value))}
                />
              )}
            </Field>
            <Field label={en.settings.surface} hint={en.settings.surfaceNote}>
              {(parts) => (
                <Select
                  {...parts}
                  value={settings.surface}
                  options={Object.entries(en.settings.surfaces).map(([value, label]) => ({
                    value,
                    label,
                  }))}
                  onChange={(value) => set(asPatch('surface', value))}
                />
              )}
            </Field>
          </Card>
        </Section>
        <DeviceFileCard />
      </div>
    </Page>
  )
}
