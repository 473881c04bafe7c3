// SPDX-License-Identifier: MIT
// The secrets that a life of two ends has used, in every form in which code holds them, and the search for them in
// memory. Without heap and standard library, so that a board searches its own RAM by the same code.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>

namespace wipe {

class secret_log {
public:
    /// What is found: this many bytes in a row, from an address that is a multiple of 4 on. Of what has little in each
    /// byte, as bit planes have, it takes more bytes.
    static constexpr std::size_t window = 8;
    static constexpr std::size_t wide_window = 24;

    struct entry {
        const char* name;
        std::uint32_t offset;
        std::uint16_t size;
        std::uint8_t window;
        std::uint16_t found;  // windows found by the last search
    };

    /// In memory of the caller's.
    template <std::size_t Secret, std::size_t Public, std::size_t Count>
    struct storage {
        std::uint8_t secret[Secret];
        std::uint8_t wanted[Secret / 8 + 1];
        std::uint8_t sent[Public];
        entry entries[Count];
    };
    template <std::size_t Secret, std::size_t Public, std::size_t Count>
    explicit secret_log(storage<Secret, Public, Count>& at) noexcept
        : secret_{at.secret},
          wanted_{at.wanted},
          secret_capacity_{Secret},
          public_{at.sent},
          public_capacity_{Public},
          entries_{at.entries},
          capacity_{Count} {}

    /// Adds a secret as it lies in memory. `name` is a literal.
    void add(const char* name, tscp::byte_view bytes, std::size_t least = window) noexcept;
    /// The same with its bytes in the opposite order, and with those of each 32-bit word so.
    void add_number(const char* name, tscp::byte_view bytes) noexcept;
    void add_words(const char* name, tscp::byte_view bytes) noexcept;
    template <class T>
    void add_object(const char* name, const T& object, std::size_t least = window) noexcept {
        add(name, tscp::byte_view{reinterpret_cast<const std::uint8_t*>(&object), sizeof object}, least);
    }

    /// Notes what was sent. After `search_from_now` it must be what was sent in the first life.
    void publish(tscp::byte_view bytes) noexcept;

    /// Ends the first life: what was sent is no secret.
    void search_from_now() noexcept;
    /// Begins another life.
    void start_over() noexcept { public_size_ = 0; }

    /// How many windows of secrets lie in the memory; `entries` says which.
    std::size_t search(tscp::byte_view memory) noexcept;

    [[nodiscard]] tscp::byte_view first_secret() const noexcept { return {secret_, entries_[0].size}; }
    [[nodiscard]] const entry* begin() const noexcept { return entries_; }
    [[nodiscard]] const entry* end() const noexcept { return entries_ + count_; }
    /// False where the memory for secrets was too small, or the second life was not the first one again.
    [[nodiscard]] bool sound() const noexcept { return sound_; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

private:
    static std::uint32_t first_word(const std::uint8_t* at) noexcept;
    static std::size_t bit_of(std::uint32_t word) noexcept;
    static bool says_nothing(const std::uint8_t* window_at) noexcept;
    bool lies_at(const entry& one, std::uint32_t word, tscp::byte_view here) const noexcept;
    [[nodiscard]] bool was_sent(const std::uint8_t* window_at) const noexcept;

    std::uint8_t* secret_;
    std::uint8_t* wanted_;  // a bit for each byte: a window that is searched for begins there
    std::size_t secret_capacity_;
    std::size_t size_ = 0;
    std::uint8_t* public_;
    std::size_t public_capacity_;
    std::size_t public_size_ = 0;
    entry* entries_;
    std::size_t capacity_;
    std::size_t count_ = 0;
    bool searching_ = false;
    bool sound_ = true;
    std::uint8_t filter_[8192] = {};  // a bit for each hash of a window's first word
};

}  // namespace wipe
