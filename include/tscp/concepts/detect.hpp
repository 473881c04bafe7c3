// SPDX-License-Identifier: MIT
// The detection idiom: asks whether an expression on a type compiles, and what type it has.
#pragma once

#include <type_traits>

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace detail {

template <class Void, template <class...> class Expression, class... Types>
struct detector : std::false_type {
    using type = void;
};

template <template <class...> class Expression, class... Types>
struct detector<std::void_t<Expression<Types...>>, Expression, Types...> : std::true_type {
    using type = Expression<Types...>;
};

/// True where `Expression<Types...>` is well-formed.
template <template <class...> class Expression, class... Types>
inline constexpr bool is_detected = detector<void, Expression, Types...>::value;

/// True where `Expression<Types...>` is well-formed and exactly of type `Result`.
template <class Result, template <class...> class Expression, class... Types>
inline constexpr bool is_detected_exact =
    std::conjunction_v<detector<void, Expression, Types...>,
                       std::is_same<Result, typename detector<void, Expression, Types...>::type>>;

/// True where `Expression<Types...>` is well-formed and `std::true_type`: for expressions that ask whether another is
/// noexcept.
template <template <class...> class Expression, class... Types>
inline constexpr bool is_detected_true = is_detected_exact<std::true_type, Expression, Types...>;

/// True where every part of a requirement is.
template <class... Bools>
[[nodiscard]] constexpr bool all(Bools... parts) noexcept {
    return (parts && ...);
}

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp
