import { useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { WayButton } from '../sign-in/way-button.tsx'

type AddLoginSheetProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly onChoose: (way: string) => void
}

export const AddLoginSheet = ({ open, onClose, onChoose }: AddLoginSheetProps) => {
  const { ways, login } = useView()
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={en.control.addTitle}
      description={en.control.addBody}
    >
      <div className="grid gap-2">
        {ways.map((way) => (
          <WayButton
            key={way.id}
            way={way}
            label={en.control.addWay(way, way.id === login?.way)}
            testId={`add-${way.testId}`}
            onPress={() => onChoose(way.id)}
          />
        ))}
      </div>
    </Sheet>
  )
}
