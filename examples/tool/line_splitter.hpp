// SPDX-License-Identifier: MIT
// Cuts a stream into lines of bounded length.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace tool {

/// Collects bytes up to the next LF. A line longer than the limit is dropped up to its LF and told of once.
class line_splitter {
public:
    explicit line_splitter(std::size_t limit) : limit_{limit} {}

    /// Takes a piece of the stream; calls `on_line(line)`, without LF, and `on_overlong()`.
    template <class OnLine, class OnOverlong>
    void feed(std::string_view piece, const OnLine& on_line, const OnOverlong& on_overlong) {
        while (!piece.empty()) {
            const std::size_t end = piece.find('\n');
            const std::string_view part = piece.substr(0, end);
            if (!dropping_ && line_.size() + part.size() > limit_) {
                dropping_ = true;
                line_.clear();
                on_overlong();
            }
            if (!dropping_) { line_ += part; }
            if (end == std::string_view::npos) { return; }
            piece.remove_prefix(end + 1);
            if (!std::exchange(dropping_, false)) {
                on_line(std::string_view{line_});
                line_.clear();
            }
        }
    }

    /// True where the stream stopped in the middle of a line that has not been told of.
    [[nodiscard]] bool has_partial_line() const { return !line_.empty(); }

private:
    std::size_t limit_;
    std::string line_;
    bool dropping_ = false;
};

}  // namespace tool
