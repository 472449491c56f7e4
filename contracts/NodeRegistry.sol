// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {INodeRegistry} from "./interfaces/INodeRegistry.sol";
import {Node} from "./interfaces/Types.sol";
import {NodeRegistryHash} from "./libraries/NodeRegistryHash.sol";

/// @title Who the nodes are, epoch by epoch
/// @notice Nobody administers this contract. The first node set comes with its deployment; every
/// change after that is a statement signed by a threshold of the set that it changes.
/// @dev Statements form a chain: each names the hash of the one before, `head`. So none can be
/// used twice or out of order, and no counter is needed beside it.
contract NodeRegistry is EIP712, INodeRegistry {
    error NodeCountOutOfRange(uint256 count, uint256 least, uint256 most);
    error WrongThreshold(uint256 threshold, uint256 needed);
    error EpochNotRising(uint32 epoch, uint32 current);
    error UnknownEpoch(uint32 epoch);
    error PartiesNotAscending(uint16 before, uint16 party);
    error PartyTaken(uint16 party, address holder, address operator);
    error UnknownParty(uint32 epoch, uint16 party);
    error IncompleteNode(uint16 party);
    error UrlTooLong(uint16 party, uint256 length, uint256 most);
    error NodesShare(uint16 left, uint16 right);
    error CertificateUnchanged(uint16 party, bytes32 certificate);
    error CertificateRetired(uint16 party, bytes32 certificate);
    error NetworkKeyMissing();
    error NetworkKeyFixed();
    error MalformedNetworkKey(bytes networkKey);
    error NotASigner(address signer, uint32 epoch);
    error SignersNotAscending(address before, address signer);
    error TooFewSignatures(uint256 given, uint256 needed);

    event NodeSetChanged(uint32 indexed epoch, uint16 threshold, Node[] nodes, bytes32 head);
    event NetworkKeySet(bytes networkKey, bytes32 head);
    /// @param certificate Zero if the node's certificate was revoked and none took its place.
    event CertificateChanged(
        uint32 indexed epoch,
        uint16 indexed party,
        bytes32 replaced,
        bytes32 certificate,
        bytes32 head
    );

    struct NodeSet {
        uint16 threshold;
        Node[] nodes;
        mapping(address signer => bool) signers;
    }

    uint256 private constant LEAST_NODES = 2;
    uint256 private constant MOST_NODES = 20;
    uint256 private constant LONGEST_URL = 256;
    uint32 private constant FIRST_EPOCH = 1;

    /// @notice The epoch of the current node set.
    uint32 public epoch;
    /// @notice The hash of the last statement, which the next one has to name.
    bytes32 public head;
    /// @notice BLS12-381, a compressed point of G2. Empty until all nodes of the first set agreed.
    bytes public networkKey;
    /// @notice Whose a party number is. It stays theirs when the node has left.
    mapping(uint16 party => address operator) public operatorOf;
    /// @notice Certificates that were replaced or revoked, and never come back.
    mapping(bytes32 certificate => bool) public retired;

    mapping(uint32 epoch => NodeSet) private _sets;

    constructor(Node[] memory nodes) EIP712("Assent NodeRegistry", "1") {
        _establish(FIRST_EPOCH, _thresholdOf(nodes.length), nodes);
    }

    /// @notice Sets the network key, once. The first set makes it after the deployment, because
    /// its nodes find each other here.
    /// @dev Every node signs, not a threshold: what is set here is trusted for ever, and making
    /// the key needs every node anyway.
    function setNetworkKey(bytes calldata key, bytes[] calldata signatures) external {
        if (networkKey.length != 0) revert NetworkKeyFixed();
        if (!_isCompressedPoint(key)) revert MalformedNetworkKey(key);
        bytes32 statement = NodeRegistryHash.networkKey(head, epoch, key);
        _requireSignatures(statement, signatures, _sets[epoch].nodes.length);
        networkKey = key;
        head = statement;
        emit NetworkKeySet(key, statement);
    }

    /// @notice Hands over to another node set. The network key stays.
    function changeNodeSet(
        uint32 newEpoch,
        uint16 threshold,
        Node[] calldata nodes,
        bytes[] calldata signatures
    ) external {
        if (networkKey.length == 0) revert NetworkKeyMissing();
        if (newEpoch <= epoch) revert EpochNotRising(newEpoch, epoch);
        bytes32 statement =
            NodeRegistryHash.nodeSet(head, newEpoch, threshold, networkKey, nodes);
        _requireSignatures(statement, signatures, _sets[epoch].threshold);
        _establish(newEpoch, threshold, nodes);
    }

    /// @notice Replaces the certificate of one node of the current set, or revokes it with zero.
    function changeCertificate(
        uint16 party,
        bytes32 certificate,
        bytes[] calldata signatures
    ) external {
        Node storage node = _nodeOf(party);
        bytes32 replaced = node.certificate;
        if (certificate == replaced) revert CertificateUnchanged(party, certificate);
        if (retired[certificate]) revert CertificateRetired(party, certificate);
        _requireUnusedCertificate(party, certificate);
        bytes32 statement = NodeRegistryHash.certificate(head, epoch, party, certificate);
        _requireSignatures(statement, signatures, _sets[epoch].threshold);
        node.certificate = certificate;
        if (replaced != 0) retired[replaced] = true;
        head = statement;
        emit CertificateChanged(epoch, party, replaced, certificate, statement);
    }

    /// @inheritdoc INodeRegistry
    /// @dev Nothing counts before there is a network key: until then the set is on trial.
    function requireQuorum(bytes32 digest, bytes[] calldata signatures) external view {
        if (networkKey.length == 0) revert NetworkKeyMissing();
        _requireSigners(digest, signatures, _sets[epoch].threshold);
    }

    /// @notice The node set of an epoch, past or current; its certificates as they were last.
    function nodeSet(
        uint32 ofEpoch
    ) external view returns (uint16 threshold, Node[] memory nodes) {
        NodeSet storage set = _sets[ofEpoch];
        if (set.threshold == 0) revert UnknownEpoch(ofEpoch);
        return (set.threshold, set.nodes);
    }

    /// @notice The current node set, with all that belongs to it, from one block.
    function currentNodeSet()
        external
        view
        returns (
            uint32 ofEpoch,
            uint16 threshold,
            bytes32 lastStatement,
            bytes memory key,
            Node[] memory nodes
        )
    {
        NodeSet storage set = _sets[epoch];
        return (epoch, set.threshold, head, networkKey, set.nodes);
    }

    /// @notice Whether an account signs for a node of the epoch.
    function isSigner(uint32 ofEpoch, address account) external view returns (bool) {
        return _sets[ofEpoch].signers[account];
    }

    function _establish(uint32 newEpoch, uint16 threshold, Node[] memory nodes) private {
        uint16 needed = _thresholdOf(nodes.length);
        if (threshold != needed) revert WrongThreshold(threshold, needed);
        bytes32 statement =
            NodeRegistryHash.nodeSet(head, newEpoch, threshold, networkKey, nodes);
        NodeSet storage set = _sets[newEpoch];
        set.threshold = threshold;
        for (uint256 i = 0; i < nodes.length; ++i) {
            Node memory node = nodes[i];
            _requireComplete(node);
            if (i > 0 && nodes[i - 1].party >= node.party) {
                revert PartiesNotAscending(nodes[i - 1].party, node.party);
            }
            for (uint256 j = 0; j < i; ++j) _requireDistinct(nodes[j], node);
            address holder = operatorOf[node.party];
            if (holder == address(0)) operatorOf[node.party] = node.operator;
            else if (holder != node.operator) {
                revert PartyTaken(node.party, holder, node.operator);
            }
            set.nodes.push(node);
            set.signers[node.signer] = true;
        }
        epoch = newEpoch;
        head = statement;
        emit NodeSetChanged(newEpoch, threshold, nodes, statement);
    }

    function _requireComplete(Node memory node) private view {
        if (
            node.party == 0 || node.operator == address(0) || node.signer == address(0)
                || node.identityKey == 0 || node.certificate == 0
                || bytes(node.peerUrl).length == 0 || bytes(node.walletUrl).length == 0
        ) revert IncompleteNode(node.party);
        if (retired[node.certificate]) revert CertificateRetired(node.party, node.certificate);
        _requireShort(node.party, node.peerUrl);
        _requireShort(node.party, node.walletUrl);
    }

    function _requireShort(uint16 party, string memory url) private pure {
        uint256 length = bytes(url).length;
        if (length > LONGEST_URL) revert UrlTooLong(party, length, LONGEST_URL);
    }

    /// @dev Two nodes that share anything are one node that counts twice.
    function _requireDistinct(Node memory left, Node memory right) private pure {
        if (
            left.operator == right.operator || left.signer == right.signer
                || left.identityKey == right.identityKey || left.certificate == right.certificate
        ) revert NodesShare(left.party, right.party);
    }

    function _requireUnusedCertificate(uint16 party, bytes32 certificate) private view {
        if (certificate == 0) return;
        Node[] storage nodes = _sets[epoch].nodes;
        for (uint256 i = 0; i < nodes.length; ++i) {
            if (nodes[i].certificate == certificate) revert NodesShare(nodes[i].party, party);
        }
    }

    function _nodeOf(uint16 party) private view returns (Node storage) {
        Node[] storage nodes = _sets[epoch].nodes;
        for (uint256 i = 0; i < nodes.length; ++i) {
            if (nodes[i].party == party) return nodes[i];
        }
        revert UnknownParty(epoch, party);
    }

    function _requireSignatures(
        bytes32 statement,
        bytes[] calldata signatures,
        uint256 needed
    ) private view {
        _requireSigners(_hashTypedDataV4(statement), signatures, needed);
    }

    /// @dev Ascending signers are distinct signers, at the price of one comparison each.
    function _requireSigners(
        bytes32 digest,
        bytes[] calldata signatures,
        uint256 needed
    ) private view {
        if (signatures.length < needed) revert TooFewSignatures(signatures.length, needed);
        NodeSet storage set = _sets[epoch];
        address before = address(0);
        for (uint256 i = 0; i < signatures.length; ++i) {
            address signer = ECDSA.recover(digest, signatures[i]);
            if (!set.signers[signer]) revert NotASigner(signer, epoch);
            if (signer <= before) revert SignersNotAscending(before, signer);
            before = signer;
        }
    }

    /// @dev Two thirds, rounded up.
    function _thresholdOf(uint256 count) private pure returns (uint16) {
        if (count < LEAST_NODES || count > MOST_NODES) {
            revert NodeCountOutOfRange(count, LEAST_NODES, MOST_NODES);
        }
        return uint16((2 * count + 2) / 3);
    }

    /// @dev The length and the flags of a compressed point that is not at infinity. That it lies
    /// on the curve, and in the right group, is what the nodes check before they sign.
    function _isCompressedPoint(bytes calldata key) private pure returns (bool) {
        return key.length == 96 && uint8(key[0]) & 0xc0 == 0x80;
    }
}
