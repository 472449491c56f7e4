import { Upload } from 'lucide-react'
import { MOST_LIST_CHARACTERS, type HostListView } from '../../../messages/popup/blocked-view.ts'
import { ProblemError } from '../../connection/problem-error.ts'
import { useAction } from '../../connection/use-action.ts'
import { useCall, useView } from '../../connection/worker-context.ts'
import { FileButton } from '../../shell/file-button.tsx'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Section } from '../../ui/section.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { toast } from '../../ui/toast.ts'

const words = en.blocked

const wrongFile = { title: words.wrongTitle, body: words.wrongBody }

/** A list of others, from a file: it warns, and blocks nothing. */
export const HostListSection = () => {
  const { list } = useView().blocked
  const call = useCall()
  const { busy, problem, run } = useAction()
  const load = async (file: File): Promise<void> => {
    if (file.size > MOST_LIST_CHARACTERS) {
      const detail = words.tooLarge(MOST_LIST_CHARACTERS / 1_000_000)
      throw new ProblemError({ code: 'bad-input', detail })
    }
    await call('host-list.load', { text: await file.text() })
  }
  const remove = async (): Promise<void> => {
    if (await run(async () => call('host-list.remove', {}))) toast(words.removed)
  }
  return (
    <Section title={words.list} note={words.listNote}>
      <Card className="grid gap-3">
        {list === undefined ? <p className="text-soft">{words.listNone}</p> : <About list={list} />}
        {problem !== undefined && (
          <ProblemNotice
            problem={problem}
            {...(problem.code === 'bad-input' && { words: wrongFile })}
          />
        )}
        <p role="status" className="text-soft empty:hidden">
          {busy && words.loading}
        </p>
        <div className="flex flex-wrap gap-2">
          <FileButton
            label={list === undefined || list.lost ? words.load : words.loadAnother}
            icon={<Upload aria-hidden="true" size={15} />}
            disabled={busy}
            page="/blocked"
            testId="load-list"
            accept=".txt,.json,text/plain,application/json"
            onFile={(file) => void run(async () => load(file))}
          />
          {list !== undefined && (
            <Button
              size="small"
              disabled={busy}
              onClick={() => void remove()}
              data-testid="remove-list"
            >
              {words.removeList}
            </Button>
          )}
        </div>
      </Card>
    </Section>
  )
}

const About = ({ list }: { readonly list: HostListView }) =>
  list.lost ? (
    <Notice look="caution">{words.lost}</Notice>
  ) : (
    <div className="grid gap-1">
      <p className="font-medium" data-testid="list-count">
        {words.listCount(list.hosts)}
      </p>
      <p className="text-sm text-soft">
        {words.loaded} <TimeAgo at={list.loadedAt} />
        {list.skipped > 0 && `. ${words.skipped(list.skipped)}`}
      </p>
    </div>
  )
