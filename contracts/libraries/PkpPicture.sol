// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

/// @notice What a PKP looks like: a rosette as on a banknote, within a ring of 32 marks.
/// @dev Each mark's length is one byte of the token id, so the ring can be compared mark by mark;
/// the rosette and its colours come from the same bytes and are told apart at a glance. The
/// picture brings its own ground, and so looks the same on light and on dark pages.
library PkpPicture {
    using Strings for uint256;

    function tokenUri(
        uint256 tokenId,
        address ethAddress,
        address owner
    ) internal pure returns (string memory) {
        string memory name = Strings.toChecksumHexString(ethAddress);
        string memory json = string.concat(
            '{"name":"PKP ',
            _short(bytes(name)),
            '","description":"A key that no single machine holds. Whoever this token permits may have it sign.","image":"data:image/svg+xml;base64,',
            Base64.encode(bytes(_svg(tokenId, _short(bytes(name))))),
            '","attributes":[{"trait_type":"Address","value":"',
            name,
            '"},{"trait_type":"Answers to","value":"',
            owner == address(0) ? "nobody" : owner == ethAddress ? "itself" : "its owner",
            '"},{"trait_type":"Petals","value":"',
            _petals(tokenId).toString(),
            '"}]}'
        );
        return string.concat("data:application/json;base64,", Base64.encode(bytes(json)));
    }

    function _svg(uint256 seed, string memory label) private pure returns (string memory) {
        uint256 hue = _hue(seed);
        return string.concat(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 480"><defs><radialGradient id="g" cy=".42" r=".75"><stop stop-color="',
            _colour(hue, 48, 20),
            '"/><stop offset="1" stop-color="',
            _colour(hue + 40, 60, 7),
            '"/></radialGradient></defs><rect width="480" height="480" rx="36" fill="url(#g)"/><g transform="translate(240 222)" fill="none" stroke-linecap="round">',
            _ring(seed, hue),
            _rosette(seed, hue),
            '</g><text x="240" y="452" text-anchor="middle" font-family="ui-monospace,Menlo,Consolas,monospace" font-size="21" letter-spacing="2" fill="#fff" fill-opacity=".86">',
            label,
            "</text></svg>"
        );
    }

    function _ring(uint256 seed, uint256 hue) private pure returns (string memory marks) {
        for (uint256 i = 0; i < 32; ++i) {
            uint256 length = 3 + _byte(seed, i) / 10;
            marks = string.concat(
                marks,
                '<path d="M0-172v-',
                length.toString(),
                '" transform="rotate(',
                _tenths(i * 3600 / 32),
                ')"/>'
            );
        }
        return string.concat(
            '<g stroke="', _colour(hue + 30, 70, 74), '" stroke-width="5">', marks, "</g>"
        );
    }

    /// @dev Three layers of turned ellipses, the outer ones wide, the inner ones close.
    function _rosette(uint256 seed, uint256 hue) private pure returns (string memory layers) {
        uint256 petals = _petals(seed);
        for (uint256 layer = 0; layer < 3; ++layer) {
            layers = string.concat(layers, _layer(seed, layer, petals, hue + layer * _step(seed)));
        }
    }

    function _layer(
        uint256 seed,
        uint256 layer,
        uint256 petals,
        uint256 hue
    ) private pure returns (string memory) {
        uint256 reach = 150 - layer * 44;
        uint256 long = reach * (38 + _byte(seed, 3 + layer) % 22) / 100;
        uint256 broad = reach * (14 + _byte(seed, 7 + layer) % 30) / 100;
        string memory ellipse = string.concat(
            '<ellipse cx="',
            (reach - long).toString(),
            '" rx="',
            long.toString(),
            '" ry="',
            broad.toString(),
            '" transform="rotate('
        );
        string memory turned = "";
        for (uint256 i = 0; i < petals; ++i) {
            turned = string.concat(
                turned, ellipse, _tenths((i * 3600 + layer * 1800) / petals), ')"/>'
            );
        }
        return string.concat(
            '<g stroke="',
            _colour(hue, 82, 66 + layer * 6),
            '" fill="',
            _colour(hue, 80, 60),
            '" fill-opacity=".05" stroke-opacity=".85" stroke-width="1.4">',
            turned,
            "</g>"
        );
    }

    function _petals(uint256 seed) private pure returns (uint256) {
        return 9 + _byte(seed, 31) % 13;
    }

    function _hue(uint256 seed) private pure returns (uint256) {
        return (seed & 0xffff) % 360;
    }

    /// @dev How far the colours of two layers lie apart.
    function _step(uint256 seed) private pure returns (uint256) {
        return 25 + _byte(seed, 11) % 70;
    }

    function _byte(uint256 seed, uint256 place) private pure returns (uint256) {
        return seed >> (8 * place) & 0xff;
    }

    function _tenths(uint256 value) private pure returns (string memory) {
        return string.concat((value / 10).toString(), ".", (value % 10).toString());
    }

    function _colour(
        uint256 hue,
        uint256 saturation,
        uint256 light
    ) private pure returns (string memory) {
        return string.concat(
            "hsl(",
            (hue % 360).toString(),
            ",",
            saturation.toString(),
            "%,",
            light.toString(),
            "%)"
        );
    }

    function _short(bytes memory checksummed) private pure returns (string memory) {
        bytes memory short = new bytes(13);
        for (uint256 i = 0; i < 6; ++i) short[i] = checksummed[i];
        short[6] = ".";
        short[7] = ".";
        short[8] = ".";
        for (uint256 i = 0; i < 4; ++i) short[9 + i] = checksummed[38 + i];
        return string(short);
    }
}
