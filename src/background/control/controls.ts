import type { ControlView, LoginView } from '../../messages/popup/account-view.ts'
import type { Hex } from '../../payloads/encoding/hex.ts'
import type { Key } from '../../quorum/keys/key.ts'
import { readOneKey } from '../../quorum/keys/list-keys.ts'
import type { Network } from '../../quorum/network/network.ts'
import { sleep } from '../../quorum/parts.ts'
import { endSession } from '../../quorum/sessions/end-session.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { nodeSetIdentity } from '../node-set/node-set-identity.ts'
import type { NodeSets } from '../node-set/node-sets.ts'
import type { Parts } from '../parts.ts'
import { WalletProblem } from '../problem.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { Settings } from '../settings/settings.ts'
import { refreshAccounts } from '../sign-in/refresh-accounts.ts'
import type { SignIns } from '../sign-in/sign-ins.ts'
import type { CarryOut } from '../sign-in/steps/step-context.ts'
import { composeChange, isMade } from './compose-change.ts'
import { controlView } from './control-view.ts'
import { isListed, maySignWithout } from './permitted.ts'
import { prepareTransaction } from './prepare-transaction.ts'
import { registryRpc } from './registry-rpc.ts'
import { sendChange, signChange } from './send-change.ts'
import { topUp } from './top-up.ts'

const FINAL_WITHIN = 180_000
const BETWEEN_LOOKS = 500

type ControlServices = {
  readonly nodeSets: NodeSets
  readonly sessions: Sessions
  readonly accounts: Accounts
  readonly settings: Settings
  readonly signIns: SignIns
}
type OneLogin = Pick<LoginView, 'authMethodType' | 'id'>

/** Who controls an account, and changes of it: each takes a sign-in for just that. */
export class Controls {
  readonly #parts: Pick<Parts, 'fetch' | 'now'>
  readonly #services: ControlServices

  constructor(parts: Pick<Parts, 'fetch' | 'now'>, services: ControlServices) {
    this.#parts = parts
    this.#services = services
    services.signIns.carryOutBy(this.#carryOut)
  }

  /** As a threshold of nodes have it now. */
  async read(address: string): Promise<ControlView> {
    const key = await this.#key(await this.#services.nodeSets.network(), address)
    return controlView(key, this.#services.signIns.known, this.#mine())
  }

  /** Begins with the new login's own sign-in, which shows whose it is. */
  async add(address: string, way: string): Promise<void> {
    this.#ownWay()
    const { ethAddress } = await this.#changeable(address)
    await this.#services.signIns.begin(way, 'add-login', { kind: 'add', address: ethAddress })
  }

  async remove(address: string, { authMethodType, id }: OneLogin): Promise<void> {
    const way = this.#ownWay()
    const key = await this.#changeable(address)
    const login = { authMethodType, id: id.toLowerCase() as Hex }
    if (!isListed(key, login)) {
      throw new WalletProblem('bad-input', 'that login does not control this account')
    }
    if (!maySignWithout(key, login)) {
      throw new WalletProblem(
        'refused',
        'it is the last way to use this account: add another before you remove it',
      )
    }
    const task = { kind: 'remove', address: key.ethAddress, login } as const
    await this.#services.signIns.begin(way, 'manage', task)
  }

  readonly #carryOut: CarryOut = async (task, session, { signed, keep, onProgress }) => {
    const { nodeSets, signIns, sessions, settings } = this.#services
    const { network } = session
    const { deployment } = network
    const rpc = registryRpc(this.#parts, deployment)
    const key = await this.#key(network, task.address)
    let transaction = signed
    if (transaction === undefined) {
      const call = composeChange(deployment, key, task)
      if (call !== undefined) {
        await topUp(this.#parts, deployment, key.ethAddress)
        const { chainId } = deployment.chain
        const prepared = await prepareTransaction(rpc, key.ethAddress, call, chainId)
        transaction = await signChange(session, key.publicKey, prepared, onProgress)
        await keep(transaction)
      }
    }
    if (transaction !== undefined && (await sendChange(rpc, transaction)) === 'void') {
      await keep(undefined)
      throw new WalletProblem(
        'changed-meanwhile',
        'another transaction of the account came between: try again',
      )
    }
    await this.#untilKnown(network, task.address, (now) => isMade(now, task))
    endSession(session).catch(() => {})
    if (task.kind === 'add' && task.login !== undefined) {
      const own = signIns.known.find(session.certificate.identity)
      await signIns.known.see(task.login, own)
      await settings.backupIsThere()
    }
    if (task.kind === 'remove') await signIns.known.part(task.login)
    if (sessions.state === 'open' && nodeSets.id === nodeSetIdentity(deployment)) {
      const known = { ...this.#services, known: signIns.known }
      await refreshAccounts(known, await sessions.current()).catch(() => {})
    }
  }

  /** Nodes go by final blocks: until then the change is made, and counts for nothing. */
  async #untilKnown(
    network: Network,
    address: string,
    isDone: (key: Key) => boolean,
  ): Promise<void> {
    for (let waited = 0; ; waited += BETWEEN_LOOKS) {
      if (isDone(await this.#key(network, address))) return
      if (waited >= FINAL_WITHIN) {
        throw new WalletProblem(
          'transaction-failed',
          'the change is made, and not final yet: look again in some minutes',
        )
      }
      await sleep(BETWEEN_LOOKS)
    }
  }

  async #changeable(address: string): Promise<Key> {
    const key = await this.#key(await this.#services.nodeSets.network(), address)
    if (key.ownedBy === 'itself' && key.mayUse === 'anything') return key
    throw new WalletProblem(
      'refused',
      'this account is not yours to change: its owner alone may say who controls it',
    )
  }

  async #key(network: Network, address: string): Promise<Key> {
    const { accounts } = this.#services
    const account = accounts.find(address)
    if (account === undefined) {
      throw new WalletProblem('bad-input', `${address} is no account of this wallet`)
    }
    const mine = this.#mine().map(({ authMethodType, id }) => ({ authMethodType, id: id as Hex }))
    const key = await readOneKey(network, account.publicKey as Hex, mine)
    if (key !== undefined) return key
    throw new WalletProblem('untrusted-registry', 'the nodes do not know this account any more')
  }

  #mine(): readonly OneLogin[] {
    const { sessions, signIns } = this.#services
    const { login } = sessions
    return login === undefined ? [] : [login, ...signIns.known.alsoMine(login)]
  }

  /** How who is signed in signs in again. */
  #ownWay(): string {
    const { sessions, nodeSets } = this.#services
    const { login } = sessions
    const way = nodeSets.ways().find(({ id }) => id === login?.way)
    if (sessions.state === 'open' && way !== undefined) return way.id
    throw new WalletProblem('locked', 'unlock the wallet first')
  }
}
