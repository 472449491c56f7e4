// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice The types that contracts treat in a way of their own; others are for nodes to know.
library AuthMethodTypes {
    uint256 internal constant NONE = 0;
    uint256 internal constant ADDRESS = 1;
    uint256 internal constant ACTION = 2;
    uint256 internal constant WEB_AUTHN = 3;
}
