// SPDX-License-Identifier: MIT
#include "secret_log.hpp"

#include <cstring>

#include <tscp/core/config.hpp>

namespace wipe {

std::uint32_t secret_log::first_word(const std::uint8_t* at) noexcept { return tscp::config::load_word(at); }

std::size_t secret_log::bit_of(std::uint32_t word) noexcept { return (word * 0x9e3779b1U) >> 16U; }

void secret_log::add(const char* name, tscp::byte_view bytes, std::size_t least) noexcept {
    if (searching_ || bytes.size() < least) { return; }
    for (const entry& one : *this) {
        if (one.size == bytes.size() && std::memcmp(secret_ + one.offset, bytes.data(), bytes.size()) == 0) { return; }
    }
    if (count_ == capacity_ || bytes.size() > secret_capacity_ - size_) {
        sound_ = false;
        return;
    }
    entries_[count_++] = {name, static_cast<std::uint32_t>(size_), static_cast<std::uint16_t>(bytes.size()),
                          static_cast<std::uint8_t>(least), 0};
    std::memcpy(secret_ + size_, bytes.data(), bytes.size());
    size_ += bytes.size();
}

void secret_log::add_number(const char* name, tscp::byte_view bytes) noexcept {
    std::uint8_t turned[512];
    if (bytes.size() > sizeof turned) {
        sound_ = false;
        return;
    }
    for (std::size_t i = 0; i < bytes.size(); ++i) { turned[i] = bytes[bytes.size() - 1 - i]; }
    add(name, tscp::byte_view{turned, bytes.size()});
}

void secret_log::add_words(const char* name, tscp::byte_view bytes) noexcept {
    std::uint8_t turned[512];
    const std::size_t size = bytes.size() / 4 * 4;
    if (size > sizeof turned) {
        sound_ = false;
        return;
    }
    for (std::size_t i = 0; i < size; ++i) { turned[i] = bytes[i ^ 3U]; }
    add(name, tscp::byte_view{turned, size});
}

void secret_log::publish(tscp::byte_view bytes) noexcept {
    if (bytes.size() > public_capacity_ - public_size_) {
        sound_ = false;
        return;
    }
    if (searching_) {
        sound_ = sound_ && std::memcmp(public_ + public_size_, bytes.data(), bytes.size()) == 0;
    } else {
        std::memcpy(public_ + public_size_, bytes.data(), bytes.size());
    }
    public_size_ += bytes.size();
}

bool secret_log::was_sent(const std::uint8_t* window_at) const noexcept {
    for (std::size_t i = 0; i + window <= public_size_; ++i) {
        if (public_[i] == *window_at && std::memcmp(public_ + i, window_at, window) == 0) { return true; }
    }
    return false;
}

// Zeros, and masks of zeros and ones, lie everywhere.
bool secret_log::says_nothing(const std::uint8_t* window_at) noexcept {
    for (std::size_t i = 0; i < window; ++i) {
        if (window_at[i] != 0 && window_at[i] != 0xff) { return false; }
    }
    return true;
}

void secret_log::search_from_now() noexcept {
    for (const entry& one : *this) {
        std::uint8_t words[window];
        for (std::size_t i = 0; i < window; ++i) { words[i] = secret_[one.offset + (i ^ 3U)]; }
        if (was_sent(secret_ + one.offset) || was_sent(words)) { continue; }  // a MAC, of which a part was sent
        for (std::size_t i = one.offset; i + one.window <= one.offset + one.size; ++i) {
            if (says_nothing(secret_ + i) || was_sent(secret_ + i)) { continue; }
            wanted_[i / 8] = static_cast<std::uint8_t>(wanted_[i / 8] | 1U << (i % 8));
            const std::size_t bit = bit_of(first_word(secret_ + i));
            filter_[bit / 8] = static_cast<std::uint8_t>(filter_[bit / 8] | 1U << (bit % 8));
        }
    }
    searching_ = true;
    public_size_ = 0;
}

bool secret_log::lies_at(const entry& one, std::uint32_t word, tscp::byte_view here) const noexcept {
    if (here.size() < one.window) { return false; }
    for (std::size_t i = one.offset; i + one.window <= one.offset + one.size; ++i) {
        if (first_word(secret_ + i) == word && (wanted_[i / 8] >> (i % 8) & 1U) != 0 &&
            std::memcmp(secret_ + i, here.data(), one.window) == 0) {
            return true;
        }
    }
    return false;
}

std::size_t secret_log::search(tscp::byte_view memory) noexcept {
    std::size_t all = 0;
    for (std::size_t i = 0; i < count_; ++i) { entries_[i].found = 0; }
    const auto address = reinterpret_cast<std::uintptr_t>(memory.data());
    for (std::size_t at = (4 - address % 4) % 4; at + window <= memory.size(); at += 4) {
        const std::uint32_t word = first_word(memory.data() + at);
        const std::size_t bit = bit_of(word);
        if ((filter_[bit / 8] >> (bit % 8) & 1U) == 0) { continue; }
        for (std::size_t i = 0; i < count_; ++i) {
            if (lies_at(entries_[i], word, memory.subspan(at))) {
                ++entries_[i].found;
                ++all;
            }
        }
    }
    return all;
}

}  // namespace wipe
