// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AuthMethodGrant} from "./Types.sol";

/// @notice What PkpNft alone may ask of PkpPermissions.
interface IPkpPermissions {
    function getPkpNftAddress() external view returns (address);

    function grantAtMint(uint256 tokenId, AuthMethodGrant[] calldata grants) external;

    function endSessionsOnTransfer(uint256 tokenId) external;
}
