// SPDX-License-Identifier: MIT
// The published transcripts over portable integers, and over no more than a backend must offer.
#include "classic_published.hpp"

#include "../concepts/archetypes/integer.hpp"
#include "../concepts/archetypes/rest.hpp"

TEST_CASE("the published transcripts are reproduced byte for byte: portable integers") {
    published::check_mixes(test::portable_integers);
}

TEST_CASE("classic asks no more of a backend than is compulsory") {
    published::check<test::mix<archetype::integer<128>, archetype::hash, archetype::block_cipher>>(published::first);
}
