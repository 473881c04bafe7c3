// SPDX-License-Identifier: MIT
// The macros of Catch2 that the unit tests use, for chips: no exceptions, no streams, no memory of its own. A REQUIRE
// that does not hold ends the program; CAPTURE and INFO say nothing, because the same case fails on a host, and says it
// there.
#pragma once

#include <cstddef>

namespace on_target {

/// A test case, in the list of all that are linked.
class test_case {
public:
    using function = void (*)();

    test_case(function body, const char* name, const char* tags = "") noexcept : body_{body}, name_{name}, tags_{tags} {
        next_ = first();
        first() = this;
    }
    test_case(const test_case&) = delete;
    test_case& operator=(const test_case&) = delete;
    ~test_case() = default;

    /// Runs all that have no tag [long] and are not left out. False where a check does not hold.
    static bool run_all() noexcept;

private:
    static test_case*& first() noexcept {
        static test_case* list = nullptr;
        return list;
    }

    void run() const noexcept;

    function body_;
    const char* name_;
    const char* tags_;
    test_case* next_;
};

/// One case for each type.
template <template <class> class Body, class... Types>
class test_cases {
public:
    test_cases(const char* name, const char* tags) noexcept : cases_{{Body<Types>::run, name, tags}...} {}

private:
    test_case cases_[sizeof...(Types)];
};

/// A part of a case: each run of the case enters one path of sections that has not been taken yet.
class section {
public:
    section(const char* name, int line) noexcept;
    section(const section&) = delete;
    section& operator=(const section&) = delete;
    ~section();

    explicit operator bool() const noexcept { return entered_; }

private:
    bool entered_;
};

/// Notes whether a check holds, and hands it back.
bool check(bool holds, const char* expression, const char* file, int line) noexcept;
/// The same, and ends the program where it does not hold.
void require(bool holds, const char* expression, const char* file, int line) noexcept;

}  // namespace on_target

#define TSCP_JOIN_TOKENS(left, right) left##right
#define TSCP_JOIN(left, right) TSCP_JOIN_TOKENS(left, right)

#define TSCP_TEST_CASE(function, ...)                                                      \
    static void function();                                                                \
    static const on_target::test_case TSCP_JOIN(function, _listed){function, __VA_ARGS__}; \
    static void function()
#define TEST_CASE(...) TSCP_TEST_CASE(TSCP_JOIN(test_case_, __COUNTER__), __VA_ARGS__)

#define TSCP_TEMPLATE_TEST_CASE(body, name, tags, ...)                                          \
    template <class TestType>                                                                   \
    struct body {                                                                               \
        static void run();                                                                      \
    };                                                                                          \
    static const on_target::test_cases<body, __VA_ARGS__> TSCP_JOIN(body, _listed){name, tags}; \
    template <class TestType>                                                                   \
    void body<TestType>::run()
#define TEMPLATE_TEST_CASE(name, tags, ...) \
    TSCP_TEMPLATE_TEST_CASE(TSCP_JOIN(test_case_, __COUNTER__), name, tags, __VA_ARGS__)

#define SECTION(name) if (const on_target::section TSCP_JOIN(section_, __LINE__){name, __LINE__})

#define CHECK(...) static_cast<void>(on_target::check(static_cast<bool>(__VA_ARGS__), #__VA_ARGS__, __FILE__, __LINE__))
#define CHECK_FALSE(...) static_cast<void>(on_target::check(!(__VA_ARGS__), "not: " #__VA_ARGS__, __FILE__, __LINE__))
#define REQUIRE(...) on_target::require(static_cast<bool>(__VA_ARGS__), #__VA_ARGS__, __FILE__, __LINE__)
#define REQUIRE_FALSE(...) on_target::require(!(__VA_ARGS__), "not: " #__VA_ARGS__, __FILE__, __LINE__)
#define STATIC_REQUIRE(...) static_assert(__VA_ARGS__, #__VA_ARGS__)
#define STATIC_REQUIRE_FALSE(...) static_assert(!(__VA_ARGS__), "not: " #__VA_ARGS__)
#define FAIL(...) on_target::require(false, #__VA_ARGS__, __FILE__, __LINE__)
#define CAPTURE(...) static_cast<void>(0)
#define INFO(...) static_cast<void>(0)
