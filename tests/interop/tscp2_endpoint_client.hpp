// SPDX-License-Identifier: MIT
// The client's commands.
#pragma once

#include <memory>
#include <optional>
#include <sstream>
#include <string>

#include <tscp/session/sent_records.hpp>

#include "tscp2_endpoint_session.hpp"

namespace endpoint {

template <class Profile>
class client_end final : public session_end<Profile, tscp::client_session<Profile>> {
    static constexpr bool on_datagrams = Profile::transport == tscp::framing::datagram;

public:
    std::string handle(const std::string& command, std::istringstream& words, const settings& all) {
        if (const auto done = this->handle_session(command, words, all)) { return *done; }
        if (command == "reset") { return reset(); }
        if (command == "hello") { return start(all); }
        if (command == "hey") { return finish(next(words)); }
        if (command == "ticket_from") { return keep_ticket(); }
        if constexpr (on_datagrams) {
            if (command == "timer") { return repeat(); }
            if (command == "cookie") { return answer_cookie(next(words), all); }
            if (command == "hint") { return take_hint(next(words)); }
        }
        return "error unknown_command";
    }

private:
    std::string reset() {
        waiting_.reset();
        this->session_.reset();
        this->reassembler_.clear();
        return "ok";
    }

    /// `act(client)` with the settings' credential and options; `errc::state_consumed` where there is no ticket.
    template <class Act>
    tscp::errc with_client(const settings& all, const Act& act) {
        const bytes suites = all["suites"];
        const bytes cid = all["cid"];
        const bytes context = all["context"];
        const bytes psk = all["psk"];
        const bytes identity = all.number("mode") == 0 ? all["identity"] : all["key_id"];
        const bytes peer = all["peer"];
        tscp::client_options options{suites, cid, context};
        const auto with = [&](const auto& credential) {
            return act(tscp::client<Profile>{credential, this->random_, options});
        };
        const tscp::identity_view id{identity};
        const tscp::public_key_view server{peer};
        switch (all.number("mode")) {
            case 0: return with(tscp::external_psk{id, tscp::psk_view{psk}});
            case 1: return ticket_ ? with(tscp::resumption{*ticket_}) : tscp::errc::state_consumed;
            default: break;
        }
        if (psk.empty()) { return with(tscp::static_keys<own_key_type>{id, *key_, server}); }
        return with(tscp::static_keys_and_psk<own_key_type>{id, *key_, server, tscp::psk_view{psk}});
    }

    std::string start(const settings& all) {
        bytes buffer(2000);
        tscp::writer out{buffer};
        waiting_.emplace();
        if (!all["private"].empty()) { key_ = std::make_unique<own_key_type>(all.own_key()); }
        const tscp::errc error =
            with_client(all, [&](const tscp::client<Profile>& client) { return client.write_hello(out, *waiting_); });
        if (error != tscp::errc::none) { return "error " + name_of(error); }
        hello_.assign(out.written().begin(), out.written().end());
        return "hello " + show(hello_);
    }

    std::string repeat() {
        waiting_->hello_repeated();
        return "hello " + show(hello_);
    }

    std::string answer_cookie(const bytes& cookie, const settings& all) {
        bytes buffer(2000);
        tscp::writer out{buffer};
        const tscp::errc error = with_client(all, [&](const tscp::client<Profile>& client) {
            return client.answer_cookie(*waiting_, cookie, hello_, out);
        });
        return error == tscp::errc::none ? "hello " + show(out.written()) : "dropped " + name_of(error);
    }

    std::string finish(const bytes& hey) {
        if (!waiting_) { return "error no_hello"; }
        auto session = std::move(*waiting_).read_hey(hey);
        if (!session) { return "error " + name_of(session.error()); }
        this->session_.emplace(std::move(*session));
        return "ok";
    }

    /// The newest ticket that was opened is the one to use.
    std::string keep_ticket() {
        if (read_ == tscp::errc::ticket_outdated) { return "ignored"; }
        return read_ == tscp::errc::none ? "ok" : "error " + name_of(read_);
    }

    std::string take_hint(const bytes& message) { return sent_.has_hint(message) ? "ok" : "dropped hint"; }

    tscp::result<void> seal_ticket(const bytes&, const settings&, tscp::writer&) override {
        return tscp::errc::unexpected_message;
    }
    void sealed(tscp::byte_view record) override { sent_.sealed(record); }
    void opened(const tscp::opened_record& record) override {
        sent_.opened();
        if (record.event() != tscp::record_event::ticket) { return; }
        if (!ticket_) { ticket_ = std::make_unique<tscp::client_ticket>(); }
        read_ = this->session_->read_ticket(record, *ticket_);
    }

    bytes hello_;
    std::unique_ptr<own_key_type> key_;
    std::unique_ptr<tscp::client_ticket> ticket_;
    tscp::errc read_ = tscp::errc::state_consumed;  // what came of the newest ticket
    std::optional<tscp::waiting_client<Profile>> waiting_;
    tscp::sent_records<4> sent_;
};

}  // namespace endpoint
