// SPDX-License-Identifier: MIT
// Runs the test cases that are linked and not left out. Prints the failures, and `row unit cases NUMBER` of those that
// passed; exits 0 where all have.
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "../board.hpp"
#include "catch2/catch.hpp"
#include "left_out_cases.hpp"

namespace on_target {

namespace {

/// What is known of a section of the case that runs.
struct known_section {
    const char* name;
    int line;
    std::size_t parent;
    bool done;           ///< All of its paths have been taken.
    bool child_entered;  ///< In this run.
    bool has_more;       ///< A section in it was left out, or has more.
};

/// The case itself is the section 0.
constexpr std::size_t max_sections = 64;
known_section sections[max_sections];
std::size_t section_count = 0;
std::size_t current = 0;
bool holding = true;
std::uint32_t passed = 0;

bool is_left_out(const char* name) noexcept {
    for (const char* each : left_out_cases) {
        if (std::strcmp(name, each) == 0) { return true; }
    }
    return false;
}

std::size_t find_or_add(const char* name, int line) noexcept {
    for (std::size_t i = 1; i < section_count; ++i) {
        const known_section& one = sections[i];
        if (one.parent == current && one.line == line && std::strcmp(one.name, name) == 0) { return i; }
    }
    require(section_count < max_sections, "few sections", __FILE__, __LINE__);
    sections[section_count] = {name, line, current, false, false, false};
    return section_count++;
}

}  // namespace

section::section(const char* name, int line) noexcept : entered_{false} {
    const std::size_t found = find_or_add(name, line);
    known_section& parent = sections[current];
    if (sections[found].done) { return; }
    if (parent.child_entered) {
        parent.has_more = true;
        return;
    }
    parent.child_entered = true;
    sections[found].child_entered = false;
    sections[found].has_more = false;
    current = found;
    entered_ = true;
}

section::~section() {
    if (!entered_) { return; }
    known_section& left = sections[current];
    left.done = !left.has_more;
    current = left.parent;
    if (left.has_more) { sections[current].has_more = true; }
}

bool check(bool holds, const char* expression, const char* file, int line) noexcept {
    if (!holds) {
        holding = false;
        board::print(file);
        board::print(":");
        board::print(static_cast<std::uint32_t>(line));
        board::print(": does not hold: ");
        board::print(expression);
        board::print("\n");
    }
    return holds;
}

void require(bool holds, const char* expression, const char* file, int line) noexcept {
    if (!check(holds, expression, file, line)) { board::exit(1); }
}

void test_case::run() const noexcept {
    section_count = 1;
    sections[0].has_more = true;
    while (sections[0].has_more) {
        sections[0] = {name_, 0, 0, false, false, false};
        current = 0;
        body_();
    }
}

bool test_case::run_all() noexcept {
    bool all = true;
    for (const test_case* one = first(); one != nullptr; one = one->next_) {
        if (std::strstr(one->tags_, "[long]") != nullptr || is_left_out(one->name_)) { continue; }
        holding = true;
        one->run();
        if (holding) {
            ++passed;
        } else {
            all = false;
            board::print("failed: ");
            board::print(one->name_);
            board::print("\n");
        }
    }
    board::print("row unit cases ");
    board::print(passed);
    board::print("\n");
    return all;
}

}  // namespace on_target

int main() { return on_target::test_case::run_all() ? 0 : 1; }
