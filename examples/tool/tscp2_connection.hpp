// SPDX-License-Identifier: MIT
// One connection of TSCP 2 over TCP, whichever end: Asio moves the bytes, the library says what they are.
#pragma once

#include <array>
#include <asio.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "deadline.hpp"
#include "tscp2_profile.hpp"

namespace tool {

struct traffic {
    std::size_t handshake_bytes = 0;
    std::size_t record_bytes = 0;
};

/// It calls its owner back; `end` once, as the last, with an exit code and a sentence that is empty where all is well.
///
/// A session that ends in order is closed by both ends, and the connection then too; one that an end gives up is ended
/// by an alert, so that nobody takes what came for all there was. Where an alert is not possible any more, the
/// connection is reset.
class tscp2_connection : public std::enable_shared_from_this<tscp2_connection> {
public:
    using read_hey = std::function<tscp::result<tscp::client_session<tscp2_profile>>(tscp::byte_view)>;
    using answer_hello = std::function<tscp::result<tscp::half_open<tscp2_profile>>(tscp::byte_view, tscp::writer&)>;

    /// All of them are set.
    struct owner {
        std::function<void()> opened;               ///< The session stands: `send` may be called.
        std::function<void(tscp::byte_view)> data;  ///< Authenticated content.
        std::function<void()> closed;               ///< The peer has closed its direction.
        std::function<void()> drained;              ///< All that was sent is under way: more may be sent.
        std::function<std::size_t()> unwritten;  ///< How much data is not yet where it belongs: see `continue_reading`.
        std::function<void(int, const std::string&)> end;
    };

    tscp2_connection(asio::ip::tcp::socket socket, owner calls);

    /// Runs the client's end: sends the Hello. `read` is called once and then destroyed. The session stands by `end`,
    /// or the connection ends.
    void start_client(tscp::byte_view hello, read_hey read, deadline end);
    /// Runs the server's end: waits for a Hello. The client's first record is there by `end`, or the connection ends.
    void start_server(answer_hello answer, deadline end);

    /// Seals up to 16,384 bytes in records that the peer takes; none is a record too.
    void send(tscp::byte_view content);
    /// What there is to send where there is nothing to say.
    void send_ping();
    void send_close();

    /// To be called when `unwritten` has become less. While much is unwritten nothing is read; and this end does not
    /// end the connection in order before all of it is written.
    void continue_reading();

    /// Ends the connection for a reason of this end's own, by an alert where there is a session. The peer has a second
    /// to take it.
    void abandon(int code, const std::string& why);

    [[nodiscard]] const traffic& seen() const noexcept { return seen_; }
    [[nodiscard]] std::size_t unsent() const noexcept { return unsent_.size() + sending_.size(); }
    [[nodiscard]] bool is_open() const noexcept { return client_ || server_; }
    /// Whether the session stands and goes on: this end may still have closed its direction.
    [[nodiscard]] bool may_send() const noexcept { return is_open() && !is_ending(); }

private:
    [[nodiscard]] bool is_ending() const noexcept { return ended_ || after_flush_; }
    void send_pong(tscp::byte_view bytes);
    template <class Seal>
    void send_record(std::size_t content_size, const Seal& seal);
    void limit_handshake(deadline end);
    void read_more();
    void handle_received();
    bool handle_message(tscp::byte_span message);
    bool handle_record(tscp::byte_span message);
    void deliver(const tscp::opened_record& got);
    void write(tscp::byte_view bytes);
    void flush();
    void end_of_stream(bool by_peer);
    void end_after_flush(int code, const std::string& why);
    void linger();
    void read_before_end();
    void continue_before_end(const asio::error_code& error);
    void finish_after_flush();
    void reset(int code, const std::string& why);
    void end(int code, const std::string& why);
    void refuse(tscp::errc error);
    void finish(int code, const std::string& why);
    void finish_if_done();
    /// Precondition: is_open().
    template <class Act>
    auto with_channel(const Act& act) {
        return client_ ? act(client_->channel) : act(server_->channel);
    }

    asio::ip::tcp::socket socket_;
    asio::steady_timer timer_;
    owner calls_;
    read_hey read_hey_;
    answer_hello answer_hello_;
    std::optional<tscp::half_open<tscp2_profile>> half_open_;
    std::optional<tscp::client_session<tscp2_profile>> client_;
    std::optional<tscp::server_session<tscp2_profile>> server_;
    std::vector<std::uint8_t> received_;
    std::vector<std::uint8_t> unsent_;
    std::vector<std::uint8_t> sending_;
    std::array<std::uint8_t, 16384> piece_{};
    traffic seen_;
    bool reading_ = false;
    bool peer_sends_no_more_ = false;  // the peer has ended its half of the connection
    bool is_lingering_ = false;
    bool is_cut_ = false;  // what was sent has not all arrived
    bool ended_ = false;
    std::optional<std::pair<int, std::string>> after_flush_;  // how the connection ends once all is sent
};

}  // namespace tool
