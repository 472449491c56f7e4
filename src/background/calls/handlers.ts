import type { CallAnswer, CallArguments, CallName } from '../../messages/popup/calls.ts'
import type { Services } from '../services.ts'
import { askFaucet } from './ask-faucet.ts'
import { balanceOf } from './balance-of.ts'
import { readBatch } from './read-batch.ts'

type Handlers = {
  readonly [Name in CallName]: (
    services: Services,
    given: CallArguments<Name>,
  ) => Promise<CallAnswer<Name>>
}

const done = {}

/** What each call of a page of ours comes to; the services do it. */
export const handlers: Handlers = {
  'sign-in.start': async ({ signIns }, { way, purpose }) => {
    await signIns.start(way, purpose)
    return done
  },
  'sign-in.retry': async ({ signIns }) => {
    await signIns.retry()
    return done
  },
  'sign-in.cancel': async ({ signIns }) => {
    await signIns.cancel()
    return done
  },
  'sign-in.dismiss': async ({ signIns }) => {
    await signIns.dismiss()
    return done
  },
  lock: async ({ sessions }) => {
    await sessions.lock()
    return done
  },
  'account.select': async ({ accounts }, { address }) => {
    await accounts.select(address)
    return done
  },
  'account.rename': async ({ accounts }, { address, name }) => {
    await accounts.rename(address, name)
    return done
  },
  'account.hide': async ({ accounts }, { address, hidden }) => {
    await accounts.hide(address, hidden)
    return done
  },
  'account.order': async ({ accounts }, { addresses }) => {
    await accounts.order(addresses)
    return done
  },
  'account.balance': async ({ chains }, { address, chainId }) =>
    balanceOf(chains.rpc(chainId), address),
  'account.faucet': async ({ nodeSets, parts }, { address }) =>
    askFaucet(parts, nodeSets.deployment, address),
  'control.read': async ({ controls }, { address }) => controls.read(address),
  'control.add': async ({ controls }, { address, way }) => {
    await controls.add(address, way)
    return done
  },
  'control.remove': async ({ controls }, { address, login }) => {
    await controls.remove(address, login)
    return done
  },
  'backup.later': async ({ settings }) => {
    await settings.putBackupOff()
    return done
  },
  'sessions.list': async ({ sessions }) => sessions.list(),
  'sessions.end': async ({ sessions }, { id }) => {
    await sessions.end(id)
    return done
  },
  'sessions.end-all': async ({ sessions }) => {
    await sessions.endAll()
    return done
  },
  'batch.read': async (services, { id }) => readBatch(services, id),
  'chain.select': async ({ chains }, { chainId }) => {
    await chains.select(chainId)
    return done
  },
  'chain.save': async ({ chains }, given) => {
    await chains.save(given)
    return done
  },
  'chain.remove': async ({ chains }, { chainId }) => {
    await chains.remove(chainId)
    return done
  },
  'site.disconnect': async ({ sites }, { origin }) => {
    await sites.disconnect(origin)
    return done
  },
  'site.set': async ({ sites }, { origin, ...given }) => {
    await sites.set(origin, given)
    return done
  },
  'site.block': async ({ blockedSites }, { site }) => {
    await blockedSites.add(site)
    return done
  },
  'site.unblock': async ({ blockedSites }, { host }) => {
    await blockedSites.remove(host)
    return done
  },
  'host-list.load': async ({ hostList }, { text }) => {
    await hostList.load(text)
    return done
  },
  'host-list.remove': async ({ hostList }) => {
    await hostList.remove()
    return done
  },
  'contact.save': async ({ contacts }, { address, name }) => {
    await contacts.save(address, name)
    return done
  },
  'contact.remove': async ({ contacts }, { address }) => {
    await contacts.remove(address)
    return done
  },
  'token.remove': async ({ tokens }, given) => {
    await tokens.remove(given)
    return done
  },
  'device.export': async ({ deviceFile }) => Promise.resolve({ text: deviceFile.write() }),
  'device.import': async ({ deviceFile }, { text }) => {
    await deviceFile.read(text)
    return done
  },
  'settings.set': async ({ settings }, given) => {
    await settings.set(given)
    return done
  },
  'node-set.check': async ({ nodeSets }) => {
    await nodeSets.check()
    return done
  },
  'node-set.preview': async ({ nodeSets }, { source }) => nodeSets.preview(source),
  'node-set.switch': async ({ nodeSets }, { source, networkKey }) => {
    await nodeSets.switchTo(source, networkKey)
    return done
  },
  'approval.choose': async ({ approvals }, { id, choices }) => {
    await approvals.choose(id, choices)
    return done
  },
  'approval.approve': async ({ approvals }, { id, hash, revision, choices }) => {
    await approvals.approve(id, hash, revision, choices)
    return done
  },
  'approval.reject': async ({ approvals }, { id }) => {
    await approvals.reject(id)
    return done
  },
  // Only a wallet whose storage is broken can do this, and that one has no services.
  'storage.reset': async () => Promise.resolve(done),
  'storage.retry': async () => Promise.resolve(done),
}
