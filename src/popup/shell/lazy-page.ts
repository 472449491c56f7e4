import { lazy, type ComponentType, type LazyExoticComponent } from 'react'

/** A page whose code is read from the disk when somebody goes there; the first one comes sooner. */
export const lazyPage = (load: () => Promise<ComponentType>): LazyExoticComponent<ComponentType> =>
  lazy(async () => ({ default: await load() }))
