import { classes } from './classes.ts'

/** Where something will stand; as large as that will be, so that nothing jumps. */
export const Skeleton = ({ className }: { readonly className?: string }) => (
  <span
    aria-hidden="true"
    className={classes('block animate-breathe rounded-sm bg-line', className ?? 'h-4 w-24')}
  />
)
