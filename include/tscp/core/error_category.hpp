// SPDX-License-Identifier: MIT
// tscp's errors as std::error_code. Optional, and for hosts alone.
#pragma once

#include <string>
#include <system_error>
#include <type_traits>

#include <tscp/core/error_text.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// The category "tscp" of std::error_code.
class error_category final : public std::error_category {
public:
    [[nodiscard]] const char* name() const noexcept override { return "tscp"; }
    [[nodiscard]] std::string message(int code) const override { return describe(static_cast<errc>(code)); }
};

/// The one object of the category.
[[nodiscard]] inline const error_category& tscp_category() noexcept {
    static const error_category category;
    return category;
}

/// An errc as std::error_code; `errc::none` is the code that converts to false.
[[nodiscard]] inline std::error_code make_error_code(errc error) noexcept {
    return {static_cast<int>(error), tscp_category()};
}

}  // namespace TSCP_ABI
}  // namespace tscp

template <>
struct std::is_error_code_enum<tscp::errc> : std::true_type {};
