// SPDX-License-Identifier: MIT
// What became of a message that was read: the original's four statuses beside ok, and the data.
#pragma once

#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

enum class status : std::uint8_t {
    ok,            ///< "ok"
    unreadable,    ///< "!X": it cannot be read; there is no data.
    wrong_client,  ///< "!C": the client id is not this session's.
    wrong_server,  ///< "!S": the server id is not this session's.
    wrong_check,   ///< "!H": the check is not the text's.
};

/// The original's text for a status.
[[nodiscard]] inline byte_view name_of(status one) noexcept {
    switch (one) {
        case status::ok: return bytes_of("ok");
        case status::unreadable: return bytes_of("!X");
        case status::wrong_client: return bytes_of("!C");
        case status::wrong_server: return bytes_of("!S");
        case status::wrong_check: return bytes_of("!H");
        default: return {};
    }
}

/// A message that was read. Its data lies in the buffer that was handed over for it.
class received {
public:
    constexpr received(status how, stored_view data) noexcept : status_{how}, data_{data} {}

    [[nodiscard]] status how() const noexcept { return status_; }

    /// The data of a message whose status is ok. Errors: `errc::message_unreadable`, `errc::wrong_client`,
    /// `errc::wrong_server`, `errc::wrong_check`.
    [[nodiscard]] result<byte_view> data() const noexcept {
        switch (status_) {
            case status::ok: return data_;
            case status::wrong_client: return errc::wrong_client;
            case status::wrong_server: return errc::wrong_server;
            case status::wrong_check: return errc::wrong_check;
            case status::unreadable:
            default: return errc::message_unreadable;
        }
    }

    /// The data as the original hands it over, whatever the status: do not act on it.
    [[nodiscard]] byte_view data_whatever_the_status() const noexcept { return data_; }

private:
    status status_;
    stored_view data_;
};

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
