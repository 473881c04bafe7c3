// SPDX-License-Identifier: MIT
// is_integer and its like are false for what is none, without an error.
#include <cstddef>
#include <cstdint>
#include <string>

#include <tscp/concepts/aead.hpp>
#include <tscp/concepts/block_cipher.hpp>
#include <tscp/concepts/group.hpp>
#include <tscp/concepts/hash.hpp>
#include <tscp/concepts/integer.hpp>
#include <tscp/concepts/key_agreement.hpp>
#include <tscp/concepts/platform.hpp>
#include <tscp/concepts/random.hpp>

#include "archetypes/integer.hpp"
#include "archetypes/rest.hpp"
#include "archetypes/secure.hpp"

namespace {

template <class T>
constexpr bool none_of_all =
    !tscp::is_integer<T> && !tscp::is_hash<T> && !tscp::is_block_cipher<T> && !tscp::is_random<T> &&
    !tscp::is_platform<T> && !tscp::is_aead<T> && !tscp::is_group<T> && !tscp::is_key_agreement<T>;

// archetype::random will not do here: inside a class its own name is a type, so that random::random is a generator.
struct generator {
    bool fill(tscp::byte_span out) noexcept;
};

static_assert(none_of_all<int>);
static_assert(none_of_all<void>);
static_assert(none_of_all<int*>);
static_assert(none_of_all<std::string>);
static_assert(none_of_all<int()>);

static_assert(tscp::is_integer<archetype::integer<64>> && !tscp::is_hash<archetype::integer<64>>);
static_assert(tscp::is_hash<archetype::hash> && !tscp::is_block_cipher<archetype::hash>);
static_assert(tscp::is_block_cipher<archetype::block_cipher> && !tscp::is_hash<archetype::block_cipher>);
static_assert(tscp::is_random<generator> && !tscp::is_platform<generator>);
static_assert(tscp::is_platform<archetype::platform> && !tscp::is_random<archetype::platform>);
static_assert(tscp::is_aead<archetype::aead> && !tscp::is_block_cipher<archetype::aead>);
static_assert(tscp::is_group<archetype::group> && !tscp::is_key_agreement<archetype::group>);
static_assert(tscp::is_key_agreement<archetype::key> && !tscp::is_group<archetype::key>);

// What is not noexcept is none either.
struct loud_random {
    bool fill(tscp::byte_span);
};
static_assert(!tscp::is_random<loud_random>);

// NOLINTNEXTLINE(cppcoreguidelines-special-member-functions): the move alone is what is wrong with it
struct loud_integer : archetype::integer<64> {
    loud_integer() noexcept = default;
    loud_integer(loud_integer&&) noexcept = default;
    static tscp::result<loud_integer> from_bytes(tscp::byte_view) noexcept;
    static tscp::result<loud_integer> mod_pow(const loud_integer&, const loud_integer&, std::size_t,
                                              const loud_integer&);
};
static_assert(!tscp::is_integer<loud_integer>);

struct loud_hash : archetype::hash {
    void update(tscp::byte_view);
};
static_assert(!tscp::is_hash<loud_hash>);

struct loud_cipher : archetype::block_cipher {
    using archetype::block_cipher::block_cipher;
    void encrypt(tscp::byte_view, tscp::byte_span) const;
};
static_assert(!tscp::is_block_cipher<loud_cipher>);

struct loud_group : archetype::group {
    static tscp::result<void> agree(tscp::byte_view, tscp::byte_view, tscp::byte_span);
};
static_assert(!tscp::is_group<loud_group>);

struct loud_key : archetype::key {
    tscp::result<void> agree(tscp::byte_view, tscp::byte_span) const;
};
static_assert(!tscp::is_key_agreement<loud_key>);

struct loud_platform {
    using random = generator;
    static std::uint64_t now_ms();
};
static_assert(!tscp::is_platform<loud_platform>);

}  // namespace
