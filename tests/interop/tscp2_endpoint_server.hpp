// SPDX-License-Identifier: MIT
// The server's commands. On datagrams its half-open sessions are in a table, which demands cookies of all where it was
// told so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>

#include <tscp/handshake/half_open_table.hpp>
#include <tscp/handshake/hint_responder.hpp>

#include "tscp2_endpoint_session.hpp"

namespace endpoint {

/// What a server keeps between Hello and the first record: on streams one half-open session.
template <class Profile, tscp::framing Framing = Profile::transport>
class half_open_sessions {
public:
    void reset() { half_.reset(); }

    template <class Server>
    tscp::errc answer(Server& server, const bytes& hello, const settings& all, tscp::writer& out) {
        half_.emplace();
        const bytes cid = all["cid"];
        return server.answer_hello(hello, out, tscp::cid_view{cid}, *half_);
    }
    tscp::result<tscp::server_session<Profile>> open(const bytes& record) {
        if (!half_) { return tscp::errc::unexpected_message; }
        content_.resize(record.size());
        return std::move(*half_).open(record, content_);
    }

private:
    std::optional<tscp::half_open<Profile>> half_;
    bytes content_;
};

template <class Profile>
class half_open_sessions<Profile, tscp::framing::datagram> {
    static constexpr std::uint64_t link = 1;

public:
    void reset() {
        table_.reset();
        demanding_.reset();
    }

    template <class Server>
    tscp::errc answer(Server& server, const bytes& hello, const settings& all, tscp::writer& out) {
        bytes cid = all["cid"];
        cid.back() = ++last_byte_;  // unlike that of every other session
        const std::uint64_t now = 1000 * all.number("now");
        const auto by = [&](auto& table) {
            if (!table) { table.emplace(random_); }
            return table->answer_hello(server, hello, link, now, out, tscp::cid_view{cid}).error();
        };
        return all.number("cookies") != 0 ? by(demanding_) : by(table_);
    }
    tscp::result<tscp::server_session<Profile>> open(const bytes& record) {
        content_.resize(record.size());
        if (demanding_) { return demanding_->open(record, link, content_); }
        if (table_) { return table_->open(record, link, content_); }
        return tscp::errc::unexpected_message;
    }

private:
    typename Profile::random random_;
    std::optional<tscp::half_open_table<Profile, 4>> table_;
    std::optional<tscp::half_open_table<Profile, 4, tscp::cookies::always>> demanding_;
    std::uint8_t last_byte_ = 0;
    bytes content_;
};

template <class Profile>
class server_end final : public session_end<Profile, tscp::server_session<Profile>> {
    static constexpr bool on_datagrams = Profile::transport == tscp::framing::datagram;

public:
    std::string handle(const std::string& command, std::istringstream& words, const settings& all) {
        if (const auto done = this->handle_session(command, words, all)) { return *done; }
        if (command == "reset") { return reset(); }
        if (command == "hello") { return answer(next(words), all); }
        if (command == "first") { return confirm(next(words)); }
        if constexpr (on_datagrams) {
            if (command == "unknown") { return give_hint(next(words)); }
        }
        return "error unknown_command";
    }

private:
    std::string reset() {
        half_.reset();
        this->session_.reset();
        this->reassembler_.clear();
        return "ok";
    }

    std::string answer(const bytes& hello, const settings& all) {
        directory known{all};
        const bytes suites = all["suites"];
        const bytes context = all["context"];
        tscp::server<Profile, directory> server{known, this->random_, {suites, context}};
        bytes buffer(2000);
        tscp::writer out{buffer};
        const tscp::errc error = half_.answer(server, hello, all, out);
        if (error == tscp::errc::none) { return "hey " + show(out.written()); }
        if (error == tscp::errc::cookie_required) { return "cookie " + show(out.written()); }
        return "refused " + name_of(error) + " " + show(out.written());
    }

    std::string confirm(const bytes& record) {
        auto session = half_.open(record);
        if (!session) { return "error " + name_of(session.error()); }
        this->session_.emplace(std::move(*session));
        return "opened " + this->told(this->session_->first_record) + " " + show(this->session_->client.name.bytes());
    }

    /// As a server answers that has lost its sessions.
    std::string give_hint(const bytes& record) {
        bytes buffer(10);
        tscp::writer out{buffer};
        const auto has_session = [](tscp::cid_view, std::uint64_t) noexcept { return false; };
        const tscp::errc error = hints_.answer_record(record, 1, time_ += 1000, has_session, out);
        return error == tscp::errc::none ? "hint " + show(out.written()) : "dropped " + name_of(error);
    }

    tscp::result<void> seal_ticket(const bytes& terms, const settings& all, tscp::writer& out) override {
        const directory known{all};
        const bytes context = all["context"];
        const auto lifetime = static_cast<std::uint32_t>(tscp::read_big_endian32(terms.data()));
        return this->session_->seal_ticket(
            known.ticket_keys, {all.number("now"), lifetime, (terms.at(4) & 1U) != 0, context}, this->random_, out);
    }
    void sealed(tscp::byte_view) override {}
    void opened(const tscp::opened_record&) override {}

    half_open_sessions<Profile> half_;
    std::conditional_t<on_datagrams, tscp::hint_responder<Profile, 4>, std::nullptr_t> hints_;
    std::uint64_t time_ = 0;
};

}  // namespace endpoint
