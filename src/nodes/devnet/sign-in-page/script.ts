/** What the page does; it holds nothing, and whatever it says is checked by the wallet and the nodes. */
export const script = `
const CHANNEL = 'assent/sign-in'
const $ = (id) => document.getElementById(id)
const show = (name) => {
  for (const part of document.querySelectorAll('[data-part]')) part.hidden = part.dataset.part !== name
}
const hexOf = (buffer) =>
  '0x' + Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('')
const bytesOf = (hex) =>
  Uint8Array.from(hex.slice(2).match(/../g) ?? [], (byte) => parseInt(byte, 16))

const readRequest = () => {
  try {
    const text = location.hash.slice(1).replace(/-/g, '+').replace(/_/g, '/')
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    const request = JSON.parse(new TextDecoder().decode(bytes))
    return request.version === 1 && typeof request.id === 'string' ? request : undefined
  } catch {
    return undefined
  }
}

const request = window.top === window ? readRequest() : undefined

const answer = (given) => {
  const message = { channel: CHANNEL, to: 'bridge', answer: { id: request.id, ...given } }
  window.postMessage(message, location.origin)
  show('done')
  $('compare').hidden = true
  setTimeout(() => { $('unheard').hidden = false }, 5000)
}

const explain = (error) => {
  const name = error && error.name
  const code = error && error.code
  if (name === 'NotAllowedError' || code === 4001) return 'Nothing was signed: it was cancelled, or took too long.'
  if (code === -32002) return 'The other wallet is waiting for you already: open it.'
  if (name === 'SecurityError') return 'This address does not belong to these passkeys.'
  if (name === 'NotSupportedError') return 'This device cannot make the kind of passkey that is needed.'
  if (name === 'InvalidStateError') return 'This device has a passkey for this already: use it.'
  return String((error && error.message) || 'It did not work.')
}

let busy = false
const doing = async (work) => {
  if (busy) return
  busy = true
  $('problem').textContent = ''
  document.body.dataset.busy = ''
  try {
    await work()
  } catch (error) {
    $('problem').textContent = explain(error) + ' You can try again.'
  } finally {
    busy = false
    delete document.body.dataset.busy
  }
}

/** Of what a new passkey says: its key in COSE is the last part. */
const newKeyOf = (data) => {
  const bytes = new Uint8Array(data)
  const length = (bytes[53] << 8) | bytes[54]
  const key = bytes.slice(55 + length, 55 + length + 77)
  return hexOf(key)
}

const assertion = async (allowed, publicKey) => {
  const credential = await navigator.credentials.get({
    publicKey: {
      challenge: bytesOf(request.challenge),
      rpId: request.rpId,
      userVerification: 'required',
      allowCredentials: allowed ? [{ type: 'public-key', id: bytesOf(allowed) }] : [],
    },
  })
  const { response } = credential
  answer({
    kind: 'passkey',
    credentialId: hexOf(credential.rawId),
    authenticatorData: hexOf(response.authenticatorData),
    clientData: hexOf(response.clientDataJSON),
    signature: hexOf(response.signature),
    ...(publicKey && { publicKey }),
  })
}

let made
const create = async () => {
  if (!made) {
    const day = new Date().toISOString().slice(0, 10)
    const name = 'Assent, ' + day
    const credential = await navigator.credentials.create({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        rp: { id: request.rpId, name: 'Assent' },
        user: { id: crypto.getRandomValues(new Uint8Array(16)), name, displayName: name },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
      },
    })
    made = { id: hexOf(credential.rawId), key: newKeyOf(credential.response.getAuthenticatorData()) }
  }
  $('create').textContent = 'Go on with the new passkey'
  await assertion(made.id, made.key)
}

const signWith = async (provider) => {
  const accounts = await provider.request({ method: 'eth_requestAccounts' })
  const address = String(accounts && accounts[0] || '').toLowerCase()
  if (!/^0x[0-9a-f]{40}$/.test(address)) throw new Error('The other wallet names no account.')
  const text = request.before + withChecksum(address) + request.after
  const message = hexOf(new TextEncoder().encode(text))
  const signature = await provider.request({ method: 'personal_sign', params: [message, address] })
  answer({ kind: 'wallet', address, signature: String(signature).toLowerCase() })
}

const wallets = new Map()
let own
const offer = (name, rdns, icon, provider) => {
  // The wallet that is signed in to cannot vouch for itself.
  if (rdns === OWN_RDNS) own = provider
  if (wallets.has(rdns) || rdns === OWN_RDNS) return
  wallets.set(rdns, provider)
  const button = document.createElement('button')
  button.type = 'button'
  button.dataset.testid = 'page-wallet-' + rdns
  if (typeof icon === 'string' && /^data:image[/]/.test(icon)) {
    const picture = document.createElement('img')
    picture.src = icon
    picture.alt = ''
    button.append(picture)
  }
  button.append(String(name).slice(0, 60))
  button.addEventListener('click', () => doing(() => signWith(provider)))
  $('wallets').append(button)
  $('no-wallet').hidden = true
}

const findWallets = () => {
  window.addEventListener('eip6963:announceProvider', ({ detail }) => {
    if (detail && detail.info && detail.provider) {
      offer(detail.info.name, String(detail.info.rdns), detail.info.icon, detail.provider)
    }
  })
  window.dispatchEvent(new Event('eip6963:requestProvider'))
  setTimeout(() => {
    const { ethereum } = window
    const isOther = ethereum && ethereum !== own && !ethereum.isAssent
    if (wallets.size === 0 && isOther) offer('The wallet in this browser', 'injected', '', ethereum)
    if (wallets.size === 0) $('no-wallet').hidden = false
  }, 600)
}

const begin = () => {
  if (!request) return show('lost')
  $('code').textContent = request.code
  if (request.kind === 'wallet') {
    show('wallet')
    findWallets()
  } else {
    show('passkey')
    $('create').hidden = !request.mayCreate || request.again
    $('again').hidden = !request.again
    $('create').addEventListener('click', () => doing(create))
    $('use').addEventListener('click', () => doing(() => assertion(request.credentialId)))
  }
  $('compare').hidden = false
}
begin()
`
