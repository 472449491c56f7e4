import {
  createElement,
  useEffect,
  useState,
  type ComponentType,
  type FunctionComponent,
} from 'react'

/**
 * A page, or a sheet, whose code is read from the disk when somebody goes there; the first one comes sooner.
 * React's own `lazy` holds back what comes within 300 ms of its fallback, which is all of this.
 */
export const lazyPage = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  options: {
    /** Read it now: it is what this window is for. */
    readonly atOnce?: boolean
    readonly meanwhile?: ComponentType
  } = {},
): FunctionComponent<Props> => {
  let page: ComponentType<Props> | undefined
  const reading = async (): Promise<void> => {
    page ??= await load()
  }
  const begun = options.atOnce === true ? reading() : undefined
  return function LazyPage(props) {
    const [shown, show] = useState(() => page)
    const [failure, fail] = useState<{ readonly error: unknown }>()
    useEffect(() => {
      if (shown !== undefined) return
      ;(begun ?? reading()).then(
        () => show(() => page),
        (error: unknown) => fail({ error }),
      )
    }, [shown])
    if (failure !== undefined) throw failure.error
    if (shown !== undefined) return createElement(shown, props)
    return options.meanwhile === undefined ? null : createElement(options.meanwhile)
  }
}
