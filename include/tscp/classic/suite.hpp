// SPDX-License-Identifier: MIT
// The two suites of classic, the client's offer of them, and the server's choice.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/reader.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

enum class suite : std::uint8_t { oxo, aes };

/// The suite's name on the wire.
[[nodiscard]] inline byte_view name_of(suite one) noexcept {
    return one == suite::aes ? bytes_of("AES") : bytes_of("oXo");
}

/// A list of suites as it is written on the wire, names separated by '|'. It refers to the caller's text, which must
/// outlive it.
class suite_list {
public:
    static constexpr std::size_t max_names = 8;
    static constexpr std::size_t max_name_size = 16;
    /// The longest list: eight names and seven separators.
    static constexpr std::size_t max_size = max_names * max_name_size + max_names - 1;

    /// Both suites: "oXo|AES".
    suite_list() noexcept : suite_list{tscp::bytes_of("oXo|AES"), true, true} {}

    /// Reads a list. Unknown names beside a known one are skipped. Errors: `errc::malformed_offer` for an empty name,
    /// one of more than 16 characters, a character that is not printable ASCII, ':' or more than 8 names;
    /// `errc::no_common_suite` where no name is known.
    static result<suite_list> parse(stored_view text) noexcept {
        suite_list list{text, false, false};
        reader in{text};
        for (std::size_t names = 1;; ++names) {
            const auto separated = in.read_until('|');
            const byte_view name = separated ? *separated : in.rest();
            if (names > max_names || !is_name(name)) { return errc::malformed_offer; }
            list.oxo_ = list.oxo_ || equal_public(name, name_of(suite::oxo));
            list.aes_ = list.aes_ || equal_public(name, name_of(suite::aes));
            if (!separated) { break; }
        }
        if (!list.oxo_ && !list.aes_) { return errc::no_common_suite; }
        return list;
    }

    /// The list as it goes on the wire.
    [[nodiscard]] byte_view view() const noexcept { return text_; }
    [[nodiscard]] bool has(suite one) const noexcept { return one == suite::aes ? aes_ : oxo_; }

    /// The server's choice: AES where both have it, else oXo where both have it, else `errc::no_common_suite`.
    [[nodiscard]] result<suite> choose_from(const suite_list& offer) const noexcept {
        for (const suite one : {suite::aes, suite::oxo}) {
            if (has(one) && offer.has(one)) { return one; }
        }
        return errc::no_common_suite;
    }

private:
    suite_list(byte_view text, bool oxo, bool aes) noexcept : text_{text}, oxo_{oxo}, aes_{aes} {}

    [[nodiscard]] static bool is_name(byte_view name) noexcept {
        for (const std::uint8_t c : name) {
            if (c <= ' ' || c > '~' || c == ':') { return false; }
        }
        return !name.empty() && name.size() <= max_name_size;
    }

    byte_view text_;
    bool oxo_;
    bool aes_;
};

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
