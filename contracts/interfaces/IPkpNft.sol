// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Mint} from "./Types.sol";

interface IPkpNft {
    function mintNext(
        Mint calldata mint,
        bytes[] calldata signatures
    ) external returns (uint256 tokenId);

    function mintGrantAndBurnNext(
        Mint calldata mint,
        bytes[] calldata signatures
    ) external returns (uint256 tokenId);

    function getPubkey(uint256 tokenId) external view returns (bytes memory);

    function getEthAddress(uint256 tokenId) external view returns (address);

    /// @notice The owner, or zero for a burned PKP; reverts for one that never was.
    function ownerOrNone(uint256 tokenId) external view returns (address);
}
