// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPkpNft} from "./interfaces/IPkpNft.sol";
import {ActionGrant, AddressGrant, AuthMethodGrant, Mint} from "./interfaces/Types.sol";

/// @title Mints in the shapes that the PKP ecosystem knows
/// @notice Trusted by nobody: it arranges parallel lists into the one mint that the nodes signed,
/// and anything it gets wrong makes the signatures fail.
contract PkpHelper {
    error LengthsDiffer(uint256 left, uint256 right);

    /// @notice What every mint needs, whatever it grants.
    struct Order {
        uint256 keyType;
        bytes publicKey;
        /// Zero if the PKP is to own itself, or to be burned.
        address owner;
        uint256[] pkpEthAddressScopes;
        uint256 deadline;
        bytes[] signatures;
    }

    struct AuthMethods {
        uint256[] types;
        bytes[] ids;
        bytes[] pubkeys;
        uint256[][] scopes;
    }

    struct Actions {
        bytes[] ipfsCIDs;
        uint256[][] scopes;
    }

    struct Addresses {
        address[] addresses;
        uint256[][] scopes;
    }

    IPkpNft public immutable pkpNft;

    constructor(IPkpNft nft) {
        pkpNft = nft;
    }

    function mintNextAndAddAuthMethods(
        Order calldata order,
        AuthMethods calldata permittedAuthMethods,
        bool addPkpEthAddressAsPermittedAddress,
        bool sendPkpToItself
    ) external returns (uint256 tokenId) {
        Mint memory mint = _mintOf(order, permittedAuthMethods);
        mint.addPkpEthAddressAsPermittedAddress = addPkpEthAddressAsPermittedAddress;
        mint.sendPkpToItself = sendPkpToItself;
        return pkpNft.mintNext(mint, order.signatures);
    }

    function mintNextAndAddAuthMethodsWithTypes(
        Order calldata order,
        Actions calldata permittedActions,
        Addresses calldata permittedAddresses,
        AuthMethods calldata permittedAuthMethods,
        bool addPkpEthAddressAsPermittedAddress,
        bool sendPkpToItself
    ) external returns (uint256 tokenId) {
        Mint memory mint = _mintOf(order, permittedAuthMethods);
        mint.actions = _actionsOf(permittedActions);
        mint.addresses = _addressesOf(permittedAddresses);
        mint.addPkpEthAddressAsPermittedAddress = addPkpEthAddressAsPermittedAddress;
        mint.sendPkpToItself = sendPkpToItself;
        return pkpNft.mintNext(mint, order.signatures);
    }

    /// @notice Mints, grants and burns: what is permitted here is permitted for ever, and nothing
    /// else ever.
    function mintGrantAndBurnNextAndAddAuthMethodsWithTypes(
        Order calldata order,
        Actions calldata permittedActions,
        Addresses calldata permittedAddresses,
        AuthMethods calldata permittedAuthMethods,
        bool addPkpEthAddressAsPermittedAddress
    ) external returns (uint256 tokenId) {
        Mint memory mint = _mintOf(order, permittedAuthMethods);
        mint.actions = _actionsOf(permittedActions);
        mint.addresses = _addressesOf(permittedAddresses);
        mint.addPkpEthAddressAsPermittedAddress = addPkpEthAddressAsPermittedAddress;
        mint.burn = true;
        return pkpNft.mintGrantAndBurnNext(mint, order.signatures);
    }

    /// @notice The plain form: one action, with its scopes, and nobody else.
    function mintGrantAndBurnNext(
        Order calldata order,
        bytes calldata ipfsCID,
        uint256[] calldata scopes
    ) external returns (uint256 tokenId) {
        Mint memory mint;
        _fill(mint, order);
        mint.actions = new ActionGrant[](1);
        mint.actions[0] = ActionGrant({id: ipfsCID, scopes: scopes});
        mint.burn = true;
        return pkpNft.mintGrantAndBurnNext(mint, order.signatures);
    }

    function _mintOf(
        Order calldata order,
        AuthMethods calldata methods
    ) private pure returns (Mint memory mint) {
        _fill(mint, order);
        mint.authMethods = _authMethodsOf(methods);
    }

    function _fill(Mint memory mint, Order calldata order) private pure {
        mint.keyType = order.keyType;
        mint.publicKey = order.publicKey;
        mint.owner = order.owner;
        mint.pkpEthAddressScopes = order.pkpEthAddressScopes;
        mint.deadline = order.deadline;
    }

    function _authMethodsOf(
        AuthMethods calldata methods
    ) private pure returns (AuthMethodGrant[] memory grants) {
        uint256 count = methods.types.length;
        _requireSameLength(count, methods.ids.length);
        _requireSameLength(count, methods.pubkeys.length);
        _requireSameLength(count, methods.scopes.length);
        grants = new AuthMethodGrant[](count);
        for (uint256 i = 0; i < count; ++i) {
            grants[i] = AuthMethodGrant({
                authMethodType: methods.types[i],
                id: methods.ids[i],
                userPubkey: methods.pubkeys[i],
                scopes: methods.scopes[i]
            });
        }
    }

    function _actionsOf(
        Actions calldata actions
    ) private pure returns (ActionGrant[] memory grants) {
        uint256 count = actions.ipfsCIDs.length;
        _requireSameLength(count, actions.scopes.length);
        grants = new ActionGrant[](count);
        for (uint256 i = 0; i < count; ++i) {
            grants[i] = ActionGrant({id: actions.ipfsCIDs[i], scopes: actions.scopes[i]});
        }
    }

    function _addressesOf(
        Addresses calldata addresses
    ) private pure returns (AddressGrant[] memory grants) {
        uint256 count = addresses.addresses.length;
        _requireSameLength(count, addresses.scopes.length);
        grants = new AddressGrant[](count);
        for (uint256 i = 0; i < count; ++i) {
            grants[i] =
                AddressGrant({account: addresses.addresses[i], scopes: addresses.scopes[i]});
        }
    }

    function _requireSameLength(uint256 left, uint256 right) private pure {
        if (left != right) revert LengthsDiffer(left, right);
    }
}
