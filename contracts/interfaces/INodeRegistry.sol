// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

interface INodeRegistry {
    /// @notice Returns if a threshold of the current node set signed the digest, and reverts if not.
    function requireQuorum(bytes32 digest, bytes[] calldata signatures) external view;
}
