// SPDX-License-Identifier: MIT
// One connection of TSCP 2 over TCP, whichever end: Asio moves the bytes, the library says what they are.
#pragma once

#include <array>
#include <asio.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tscp2_profile.hpp"

namespace tool {

struct traffic {
    std::size_t handshake_bytes = 0;
    std::size_t record_bytes = 0;
};

/// It calls its owner back; `end` once, as the last, with an exit code and a sentence that is empty where all is well.
class tscp2_connection : public std::enable_shared_from_this<tscp2_connection> {
public:
    using read_hey = std::function<tscp::result<tscp::client_session<tscp2_profile>>(tscp::byte_view)>;
    using answer_hello = std::function<tscp::result<tscp::half_open<tscp2_profile>>(tscp::byte_view, tscp::writer&)>;

    struct owner {
        std::function<void()> opened;               ///< The session stands: `send` may be called.
        std::function<void(tscp::byte_view)> data;  ///< Authenticated content.
        std::function<void()> closed;               ///< The peer has closed its direction.
        std::function<void()> drained;              ///< All that was sent is under way: more may be sent.
        std::function<void(int, const std::string&)> end;
    };

    tscp2_connection(asio::ip::tcp::socket socket, owner calls);

    /// Runs the client's end: sends the Hello. The handshake may take `timeout` at most.
    void start_client(tscp::byte_view hello, read_hey read, std::chrono::duration<double> timeout);
    /// Runs the server's end: waits for a Hello. The handshake may take `timeout` at most.
    void start_server(answer_hello answer, std::chrono::duration<double> timeout);

    /// Seals up to 16,384 bytes in records that the peer takes; none is a record too.
    void send(tscp::byte_view content);
    /// What there is to send where there is nothing to say.
    void send_ping();
    void send_close();

    /// Ends the connection for a reason of this end's own.
    void abandon(int code, const std::string& why) { finish(code, why); }

    [[nodiscard]] const traffic& seen() const noexcept { return seen_; }
    [[nodiscard]] std::size_t unsent() const noexcept { return unsent_.size() + sending_.size(); }
    [[nodiscard]] bool is_open() const noexcept { return client_ || server_; }

private:
    void send_pong(tscp::byte_view bytes);
    template <class Seal>
    void send_record(std::size_t content_size, const Seal& seal);
    void limit_handshake(std::chrono::duration<double> timeout);
    void read_more();
    void handle_received();
    bool handle_message(tscp::byte_span message);
    bool handle_record(tscp::byte_span message);
    void deliver(const tscp::opened_record& got);
    void write(tscp::byte_view bytes);
    void flush();
    void end_of_stream(bool by_peer);
    void finish(int code, const std::string& why);
    void finish_if_done();
    template <class Act>
    auto with_channel(const Act& act);

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
    bool ended_ = false;
    std::optional<std::pair<int, std::string>> after_flush_;
};

}  // namespace tool
