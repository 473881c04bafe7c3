// SPDX-License-Identifier: MIT
// Lines out of pieces.
#include "line_terminal.hpp"

#include <utility>

#include "deadline.hpp"
#include "exit_code.hpp"
#include "tool_error.hpp"

namespace tool {

void line_terminal::start() {
    input_.start([] {});
    output_.start([] {});
}

std::optional<std::string> line_terminal::read() {
    while (true) {
        const std::size_t end = unread_.find('\n', searched_);
        if (end != std::string::npos) {
            std::string line = unread_.substr(0, end);
            unread_.erase(0, end + 1);
            searched_ = 0;
            return line;
        }
        searched_ = unread_.size();
        if (at_end_) {
            if (unread_.empty()) { return std::nullopt; }
            return std::exchange(unread_, {});
        }
        run_until(io_, deadline::max(), [this] { return take_piece(); });
    }
}

void line_terminal::write(std::string_view line) {
    output_.write(std::string{line} + "\n");
    run_until(io_, deadline::max(), [this] { return output_.unwritten() == 0 || output_.failure() != 0; });
    if (const int error = output_.failure(); error != 0) { throw tool_error{standard_io_error, output_fault(error)}; }
}

bool line_terminal::take_piece() {
    if (const int error = input_.failure(); error != 0) { throw tool_error{standard_io_error, input_fault(error)}; }
    const auto piece = input_.take();
    if (!piece) { return false; }
    at_end_ = piece->empty();
    unread_.append(piece->begin(), piece->end());
    return true;
}

}  // namespace tool
