import { approvalToAccount } from './approval-to-account.ts'
import { approveAll } from './approve-all.ts'
import { bareHash } from './bare-hash.ts'
import { blindData } from './blind-data.ts'
import { burnAddress } from './burn-address.ts'
import { chainMismatch } from './chain-mismatch.ts'
import { dataToAccount } from './data-to-account.ts'
import { deploysContract } from './deploys-contract.ts'
import { highFee } from './high-fee.ts'
import { longPermit } from './long-permit.ts'
import { lookAlikeHost } from './look-alike-host.ts'
import { lookAlikeRecipient } from './look-alike-recipient.ts'
import { namesNoSite } from './names-no-site.ts'
import { newRecipient } from './new-recipient.ts'
import { orderForNothing } from './order-for-nothing.ts'
import { phishingHost } from './phishing-host.ts'
import type { Rule } from './rule.ts'
import { siweAccount } from './siwe-account.ts'
import { siweDomain } from './siwe-domain.ts'
import { siweMalformed } from './siwe-malformed.ts'
import { siweTime } from './siwe-time.ts'
import { tokenContractRecipient } from './token-contract-recipient.ts'
import { unlimitedApproval } from './unlimited-approval.ts'
import { wouldFail } from './would-fail.ts'

export const rules: readonly Rule[] = [
  phishingHost,
  lookAlikeHost,
  siweDomain,
  siweAccount,
  siweTime,
  siweMalformed,
  orderForNothing,
  lookAlikeRecipient,
  tokenContractRecipient,
  burnAddress,
  newRecipient,
  approvalToAccount,
  unlimitedApproval,
  approveAll,
  longPermit,
  chainMismatch,
  namesNoSite,
  wouldFail,
  highFee,
  blindData,
  bareHash,
  dataToAccount,
  deploysContract,
]
