// SPDX-License-Identifier: MIT
// `result<T>`: a value or one error of the flat list `errc`. It never throws and never allocates.
#pragma once

#include <cstdint>
#include <new>
#include <type_traits>
#include <utility>

#include <tscp/core/config.hpp>

namespace tscp {

/// Everything that can go wrong, in one list. The sentences for people are in core/error_text.hpp.
enum class errc : std::uint8_t {
    none = 0,

    // any protocol
    buffer_too_small,
    truncated,
    malformed_hex,
    malformed_number,
    out_of_range,
    random_failed,
    backend_failed,
    state_consumed,

    // the handshake of classic
    unexpected_message,
    trailing_field,
    wrong_organisation,
    malformed_id,
    wrong_id,
    malformed_offer,
    no_common_suite,
    suite_not_offered,
    seed_out_of_range,
    public_value_out_of_range,
    public_value_not_masked,
    malformed_hey,

    // the messages of classic
    message_too_long,
    not_text,
    data_has_separator,
    data_has_nul,
    data_not_ascii,
    message_unreadable,
    wrong_client,
    wrong_server,
    wrong_check,

    // the handshake of TSCP 2
    malformed_hello,
    invalid_configuration,
    mode_not_served,
    unknown_identity,
    wrong_binder,
    wrong_finished,
    refused_by_peer,
    ticket_refused,

    // the records of TSCP 2
    malformed_record,
    wrong_epoch,
    wrong_connection_id,
    replayed,
    not_authentic,
    protocol_violation,
    session_ended,
    direction_closed,
    update_not_allowed,
    limit_reached,
    reservation_spent,
    snapshot_refused,
    malformed_snapshot,
    malformed_ticket,
    malformed_fragment,
};

/// A value of type T, or an error. Test it, then read it: reading the value of a failure stops the program.
template <class T>
class [[nodiscard]] result {
public:
    result(T value) noexcept(std::is_nothrow_move_constructible_v<T>) : value_{std::move(value)} {}
    result(errc error) noexcept : error_{error} {
        if (error == errc::none) { config::stop(); }
    }

    result(result&& other) noexcept(std::is_nothrow_move_constructible_v<T>) : error_{other.error_} {
        if (other) { ::new (static_cast<void*>(&value_)) T{std::move(other.value_)}; }
    }
    result(const result&) = delete;
    result& operator=(const result&) = delete;
    result& operator=(result&&) = delete;
    ~result() {
        if (*this) { value_.~T(); }
    }

    [[nodiscard]] explicit operator bool() const noexcept { return error_ == errc::none; }
    /// `errc::none` where there is a value.
    [[nodiscard]] errc error() const noexcept { return error_; }

    [[nodiscard]] T& value() & noexcept { return require(), value_; }
    [[nodiscard]] const T& value() const& noexcept { return require(), value_; }
    [[nodiscard]] T&& value() && noexcept { return require(), std::move(value_); }

    [[nodiscard]] T& operator*() & noexcept { return value(); }
    [[nodiscard]] const T& operator*() const& noexcept { return value(); }
    [[nodiscard]] T&& operator*() && noexcept { return std::move(*this).value(); }
    [[nodiscard]] T* operator->() noexcept { return &value(); }
    [[nodiscard]] const T* operator->() const noexcept { return &value(); }

private:
    void require() const noexcept {
        if (error_ != errc::none) { config::stop(); }
    }

    union {
        T value_;
    };
    errc error_ = errc::none;
};

/// Success, or an error.
template <>
class [[nodiscard]] result<void> {
public:
    result() noexcept = default;
    result(errc error) noexcept : error_{error} {}

    [[nodiscard]] explicit operator bool() const noexcept { return error_ == errc::none; }
    [[nodiscard]] errc error() const noexcept { return error_; }

private:
    errc error_ = errc::none;
};

}  // namespace tscp
