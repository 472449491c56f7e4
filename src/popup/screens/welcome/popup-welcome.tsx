import { useView } from '../../connection/worker-context.ts'
import { openTab } from '../../shell/open-tab.ts'
import { Stand } from '../../shell/stand.tsx'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { NodeRing } from '../../ui/node-ring.tsx'
import { useTour } from '../../ui/use-tour.ts'

/** In a popup, which closes when a window of a provider opens: the way to the tab. */
export const PopupWelcome = () => {
  const { nodeSet } = useView()
  const lamps = useTour(nodeSet)
  return (
    <Stand
      withNodeSet={false}
      picture={<NodeRing lamps={lamps} threshold={nodeSet.threshold} plain />}
    >
      <div className="grid gap-2 text-center">
        <h1 className="text-2xl font-semibold tracking-tight text-balance">{en.welcome.title}</h1>
        <p className="text-soft">{en.welcome.lead}</p>
      </div>
      <Button
        look="primary"
        size="large"
        wide
        onClick={() => openTab('/welcome')}
        data-testid="open-onboarding"
      >
        {en.welcome.popupBegin}
      </Button>
      <p className="text-center text-sm text-soft">{en.welcome.popupLead}</p>
    </Stand>
  )
}
