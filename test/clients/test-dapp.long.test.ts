import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noChromium, openChromium, type ChromiumWallet } from '../browser/support/chromium.ts'
import { fillFromFaucet } from '../browser/support/fill-from-faucet.ts'
import { raiseStage, type Stage } from '../browser/support/stage.ts'
import { Wallet } from '../browser/support/wallet.ts'
import { clients, installClients } from './support/installed.ts'
import { serveFolder } from './support/serve-folder.ts'
import { TestDapp } from './support/test-dapp.ts'

/** What the last request of that name has to come to; `verified` is a signature that the page checks. */
type Expected = readonly [
  method: string,
  answer: 'transaction' | 'signature' | 'verified' | 'read' | number,
]

const sends: Expected = ['eth_sendTransaction', 'transaction']
const refusesToSend: Expected = ['eth_sendTransaction', -32602]
const signsTyped: Expected = ['eth_signTypedData_v4', 'signature']
const refusesTyped: Expected = ['eth_signTypedData_v4', -32602]
const signsMessage: Expected = ['personal_sign', 'signature']

/** In the order in which they can be pressed: contracts are there before they are used. */
const buttons: readonly (readonly [id: string, expected: Expected])[] = [
  ['getAccounts', ['eth_accounts', 'read']],
  ['getPermissions', ['wallet_getPermissions', 'read']],
  ['requestPermissions', ['wallet_requestPermissions', 'read']],
  ['sendButton', sends],
  ['sendEIP1559Button', sends],
  ['sendEIP1559WithoutGasButton', sends],
  ['sendHeavyHexDataButton', sends],
  ['deployButton', sends],
  ['depositButton', sends],
  ['withdrawButton', sends],
  ['deployFailingButton', sends],
  ['createToken', sends],
  ['transferTokens', sends],
  ['approveTokens', sends],
  ['increaseTokenAllowance', sends],
  ['transferTokensWithoutGas', sends],
  ['approveTokensWithoutGas', sends],
  ['watchAssets', ['wallet_watchAsset', 'read']],
  ['deployNFTsButton', sends],
  ['mintButton', sends],
  ['approveButton', sends],
  ['setApprovalForAllButton', sends],
  ['revokeButton', sends],
  ['deployERC1155Button', sends],
  ['batchMintButton', sends],
  ['setApprovalForAllERC1155Button', sends],
  ['revokeERC1155Button', sends],
  // Its batch has to be atomic, and no batch is.
  ['eip5792SendCallsButton', ['wallet_sendCalls', 5760]],
  ['eip5792GetCallsStatusButton', ['wallet_getCallsStatus', 5730]],
  ['eip5792GetCapabilitiesButton', ['wallet_getCapabilities', 'read']],
  ['personalSign', signsMessage],
  ['personalSignVerify', ['personal_ecRecover', 'read']],
  ['signTypedData', ['eth_signTypedData', 'verified']],
  ['signTypedDataV3', ['eth_signTypedData_v3', 'verified']],
  ['signTypedDataV4', ['eth_signTypedData_v4', 'verified']],
  ['signPermit', signsTyped],
  ['signBlurOrder', signsTyped],
  ['signPermitSingle', signsTyped],
  ['siwe', signsMessage],
  ['siweResources', signsMessage],
  ['siweBadDomain', signsMessage],
  ['siweBadAccount', signsMessage],
  ['siweMalformed', signsMessage],
  ['maliciousPermit', signsTyped],
  ['maliciousTradeOrder', signsTyped],
  ['maliciousSeaport', signsTyped],
  ['maliciousRawEthButton', sends],
  ['maliciousSendWithOddHexData', refusesToSend],
  ['maliciousApproveERC20WithOddHexData', refusesToSend],
  ['maliciousSendWithoutHexPrefixValue', refusesToSend],
  ['maliciousPermitHexPaddedChain', refusesTyped],
  ['maliciousPermitIntAddress', refusesTyped],
  ['signInvalidType', refusesTyped],
  ['signExtraDataNotTyped', refusesTyped],
  ['signInvalidPrimaryType', refusesTyped],
  ['signNoPrimaryTypeDefined', refusesTyped],
  ['signInvalidVerifyingContractType', refusesTyped],
  ['sendWithInvalidValue', refusesToSend],
  ['sendWithInvalidTxType', refusesToSend],
  ['sendWithInvalidRecipient', refusesToSend],
  ['sendWithInvalidGasLimit', refusesToSend],
  ['sendWithInvalidMaxFeePerGas', refusesToSend],
  ['getEncryptionKeyButton', ['eth_getEncryptionPublicKey', 4200]],
  ['ethSign', ['eth_sign', 4200]],
  ['switchEthereumChain', ['wallet_switchEthereumChain', 4902]],
  ['revokeAccountsPermission', ['wallet_revokePermissions', 'read']],
]

describe.skipIf(noChromium !== '')(`the test dapp of MetaMask${noChromium}`, () => {
  let stage: Stage
  let browser: ChromiumWallet
  let server: Awaited<ReturnType<typeof serveFolder>>
  let dapp: TestDapp
  let address: string

  beforeAll(async () => {
    await installClients()
    server = await serveFolder(join(clients, 'node_modules/@metamask/test-dapp/dist'))
    stage = await raiseStage()
    browser = await openChromium(stage.extension.chromium)
    // Fonts, styles and analytics, which it does without.
    await browser.context.route(/^https:/, async (route) => route.abort())
    const wallet = new Wallet(browser, stage.devnet.identityProvider.issuer)
    address = await wallet.signIn('alice')
    await fillFromFaucet(wallet, stage.devnet.chain.rpcUrl, address)
    dapp = await TestDapp.open(wallet, `${server.origin}/`)
    await dapp.press('connectButton')
  }, 600_000)
  afterAll(async () => {
    await browser?.close()
    await stage?.close()
    server?.close()
  }, 60_000)

  test('has enough of it pressed', () => {
    expect(buttons.length).toBeGreaterThanOrEqual(40)
  })

  test.each(buttons)('%s', async (id, [method, expected]) => {
    const outcomes = await dapp.press(id)
    const last = outcomes.findLast((one) => one.method === method)
    expect(last, JSON.stringify(outcomes)).toBeDefined()
    if (typeof expected === 'number') expect(last?.code).toBe(expected)
    else if (expected === 'transaction') expect(last?.result).toMatch(/^0x[0-9a-f]{64}$/)
    else if (expected === 'read') expect(last).not.toHaveProperty('code')
    else expect(last?.result).toMatch(/^0x[0-9a-f]{130}$/)
    if (expected === 'verified') expect(await dapp.verify(id)).toBe(address.toLowerCase())
  })
})
