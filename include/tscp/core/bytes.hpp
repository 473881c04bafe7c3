// SPDX-License-Identifier: MIT
// Views of bytes that somebody else owns: `byte_view` to read, `byte_span` to write.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <tscp/core/config.hpp>
#include <tscp/core/uninitialized.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail {

/// A base, so that a view may be left alone until it is assigned.
template <class Byte>
struct view_fields {
    alignas(config::view_alignment) Byte* data_;
    std::size_t size_;
};

}  // namespace detail

/// A pointer and a size in bytes; it owns nothing. Precondition of every access: it lies inside the view
/// (checked in builds without NDEBUG).
template <class Byte>
class basic_bytes : detail::view_fields<Byte> {
    using fields = detail::view_fields<Byte>;
    using fields::data_;
    using fields::size_;
    // What a container of one-byte elements (string_view, array, vector, another view) hands out by data().
    template <class Container>
    using element = std::remove_pointer_t<decltype(std::declval<Container&>().data())>;

    template <class Element>
    static constexpr bool is_byte = std::is_trivial_v<Element> && sizeof(Element) == 1 &&
                                    (std::is_const_v<Byte> || !std::is_const_v<Element>);

public:
    constexpr basic_bytes() noexcept : fields{nullptr, 0} {}
    /// For a view that is assigned before it is read.
    explicit basic_bytes(uninitialized_t /*tag*/) noexcept {}
    constexpr basic_bytes(Byte* data, std::size_t size) noexcept : fields{data, size} {}

    /// The whole of a C array of bytes. A string literal would bring its NUL: use `bytes_of("...")` for those.
    template <std::size_t Size>
    constexpr basic_bytes(Byte (&array)[Size]) noexcept : fields{array, Size} {}

    /// The bytes of a container; the container must outlive the view.
    template <class Container, class Element = element<Container>,
              std::enable_if_t<is_byte<Element> && !std::is_same_v<std::decay_t<Container>, basic_bytes>, int> = 0>
    basic_bytes(Container&& container) noexcept : fields{reinterpret_cast<Byte*>(container.data()), container.size()} {}

    [[nodiscard]] constexpr Byte* data() const noexcept { return data_; }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] constexpr Byte* begin() const noexcept { return data_; }
    [[nodiscard]] constexpr Byte* end() const noexcept { return data_ + size_; }

    [[nodiscard]] constexpr Byte& operator[](std::size_t index) const noexcept {
        config::expects(index < size_);
        return data_[index];
    }

    [[nodiscard]] constexpr basic_bytes first(std::size_t count) const noexcept {
        config::expects(count <= size_);
        return {data_, count};
    }

    [[nodiscard]] constexpr basic_bytes last(std::size_t count) const noexcept {
        config::expects(count <= size_);
        return {data_ + (size_ - count), count};
    }

    [[nodiscard]] constexpr basic_bytes subspan(std::size_t offset) const noexcept {
        config::expects(offset <= size_);
        return {data_ + offset, size_ - offset};
    }

    [[nodiscard]] constexpr basic_bytes subspan(std::size_t offset, std::size_t count) const noexcept {
        config::expects(offset <= size_ && count <= size_ - offset);
        return {data_ + offset, count};
    }
};

using byte_view = basic_bytes<const std::uint8_t>;
using byte_span = basic_bytes<std::uint8_t>;

/// The characters of a string literal without its closing NUL.
template <std::size_t Size>
[[nodiscard]] byte_view bytes_of(const char (&literal)[Size]) noexcept {
    return {reinterpret_cast<const std::uint8_t*>(literal), Size - 1};
}

/// Copies `from` to the beginning of `to`, from the front on: `to` may begin at or before `from` in the same memory.
/// Precondition: `to` is at least as long.
inline void copy_bytes(byte_view from, byte_span to) noexcept {
    const byte_span target = to.first(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) { target.data()[i] = from.data()[i]; }
}

/// Copies a plain object, without the C library's memcpy where the compiler is told to save flash.
template <class T>
void copy_object(const T& from, T& to) noexcept {
    static_assert(std::is_trivially_copyable_v<T>, "tscp: copy_object takes plain data.");
    config::copy_memory(&from, &to, sizeof to);
}

/// Compares public bytes; for secrets see `equal_constant_time`.
[[nodiscard]] inline bool equal_public(byte_view left, byte_view right) noexcept {
    if (left.size() != right.size()) { return false; }
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (left.data()[i] != right.data()[i]) { return false; }
    }
    return true;
}

/// True where the two share a byte of memory.
[[nodiscard]] inline bool overlap(byte_view left, byte_view right) noexcept {
    const auto left_begin = reinterpret_cast<std::uintptr_t>(left.data());
    const auto right_begin = reinterpret_cast<std::uintptr_t>(right.data());
    return !left.empty() && !right.empty() && left_begin < right_begin + right.size() &&
           right_begin < left_begin + left.size();
}

namespace detail {

template <class T>
std::true_type derives_from_bytes(const basic_bytes<T>*);
std::false_type derives_from_bytes(const void*);

// The shape of std::string_view, and that of std::span: no owner of bytes has it.
template <class T, class = void>
inline constexpr bool is_string_view = false;
template <class T>
inline constexpr bool
    is_string_view<T, std::void_t<typename T::traits_type, decltype(std::declval<T&>().remove_prefix(std::size_t{}))>> =
        true;
template <class T, class = void>
inline constexpr bool is_span = false;
template <class T>
inline constexpr bool is_span<T, std::void_t<typename T::element_type, decltype(T::extent),
                                             decltype(std::declval<T&>().subspan(std::size_t{}))>> = true;

}  // namespace detail

/// True for types whose objects refer to bytes of another owner, so that the bytes outlive a temporary: tscp's views,
/// std::string_view and std::span. Every other type counts as the owner of its bytes; specialize this, as true, for
/// another view.
template <class T>
inline constexpr bool is_view = std::is_trivially_copyable_v<T> &&
                                (decltype(detail::derives_from_bytes(std::declval<T*>()))::value ||
                                 detail::is_string_view<T> || detail::is_span<T>);

namespace detail {

// Of a forwarding reference's parameter: a temporary, or what was moved, that takes its bytes with it. A C array too.
template <class Bytes>
inline constexpr bool is_rvalue_owner =
    !std::is_lvalue_reference_v<Bytes> && !is_view<std::remove_cv_t<std::remove_reference_t<Bytes>>>;

}  // namespace detail

/// A view that an object keeps, or that a function gives back. It takes no temporary that owns its bytes: it would
/// outlive them.
template <class Byte>
class stored_bytes : public basic_bytes<Byte> {
    template <class Bytes>
    static constexpr bool converts =
        std::is_constructible_v<basic_bytes<Byte>, Bytes&> && !std::is_same_v<std::decay_t<Bytes>, stored_bytes>;

public:
    constexpr stored_bytes() noexcept = default;
    template <class Bytes, std::enable_if_t<converts<Bytes> && !detail::is_rvalue_owner<Bytes>, int> = 0>
    constexpr stored_bytes(Bytes&& bytes) noexcept : basic_bytes<Byte>{bytes} {}
    template <class Owner, std::enable_if_t<converts<Owner> && detail::is_rvalue_owner<Owner>, int> = 0>
    stored_bytes(Owner&& dangling) = delete;
};

using stored_view = stored_bytes<const std::uint8_t>;
using stored_span = stored_bytes<std::uint8_t>;

namespace detail {

template <class Bytes>
inline constexpr bool is_named_view = std::is_base_of_v<stored_view, Bytes> && !std::is_same_v<stored_view, Bytes>;

}  // namespace detail

/// A stored view that says what its bytes are, so that two of them cannot be swapped. `Meaning` only tells them apart.
template <class Meaning>
class named_view : public stored_view {
public:
    constexpr named_view() noexcept = default;
    template <class Bytes,
              std::enable_if_t<
                  std::is_constructible_v<stored_view, Bytes> && !detail::is_named_view<std::decay_t<Bytes>>, int> = 0>
    explicit constexpr named_view(Bytes&& bytes) noexcept : stored_view{std::forward<Bytes>(bytes)} {}
};

}  // namespace TSCP_ABI
}  // namespace tscp
