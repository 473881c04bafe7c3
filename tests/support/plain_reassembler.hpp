// SPDX-License-Identifier: MIT
// What docs/PROTOCOL.md, "Fragments", makes of a row of units, read as plainly as can be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <tscp/core/bytes.hpp>

#include "bytes.hpp"

namespace test {

class plain_reassembler {
public:
    enum class outcome : std::uint8_t { message, nothing, malformed, misplaced };

    explicit plain_reassembler(std::size_t capacity) : capacity_{capacity} {}

    /// Takes a unit that begins like a fragment.
    outcome take(tscp::byte_view unit) {
        if (unit.size() < 4) { return outcome::malformed; }
        const piece now{(unit[2] & 0x80U) != 0, unit[2] & 0x7fU, {unit.begin() + 3, unit.end()}};
        if (now.index == 0 && now.content[0] == 0x34) { return outcome::malformed; }
        if (now.index == 127 && !now.last) { return outcome::malformed; }
        if (closed_ == unit[1]) { return outcome::nothing; }
        const bool begins = present_ != unit[1];
        if (begins && now.last && now.index > 0) { return outcome::misplaced; }
        const std::size_t size = begins ? now.content.size() : size_;
        if (now.last ? now.content.size() > size : now.content.size() != size) { return outcome::misplaced; }
        if (now.index * size + now.content.size() > capacity_) { return outcome::misplaced; }
        bool is_there = false;
        if (!begins) {
            for (const piece& one : pieces_) {
                if (one.last && (now.last ? now.index != one.index : now.index >= one.index)) {
                    return outcome::misplaced;
                }
                if (now.last && !one.last && one.index >= now.index) { return outcome::misplaced; }
                is_there = is_there || one.index == now.index;
            }
        } else {
            if (present_) { closed_ = present_; }
            present_ = unit[1];
            pieces_.clear();
            size_ = size;
        }
        if (!is_there) { pieces_.push_back(now); }
        return is_whole() ? outcome::message : outcome::nothing;
    }

    /// The newest message.
    [[nodiscard]] const bytes& whole() const { return whole_; }

private:
    struct piece {
        bool last;
        unsigned index;
        bytes content;
    };

    bool is_whole() {
        bytes joined;
        for (unsigned index = 0;; ++index) {
            const piece* found = nullptr;
            for (const piece& one : pieces_) {
                if (one.index == index) { found = &one; }
            }
            if (found == nullptr) { return false; }
            joined.insert(joined.end(), found->content.begin(), found->content.end());
            if (found->last) { break; }
        }
        whole_ = joined;
        closed_ = present_;
        present_.reset();
        return true;
    }

    std::size_t capacity_;
    std::vector<piece> pieces_;
    std::size_t size_ = 0;
    bytes whole_;
    std::optional<std::uint8_t> present_;
    std::optional<std::uint8_t> closed_;
};

}  // namespace test
