// SPDX-License-Identifier: MIT
// The commands that both ends of a session know: records, fragments, the exporter.
#pragma once

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>

#include "tscp2_endpoint_settings.hpp"

namespace endpoint {

/// `Session` is client_session<Profile> or server_session<Profile>.
template <class Profile, class Session>
class session_end {
public:
    /// Nothing where the command is another's.
    std::optional<std::string> handle_session(const std::string& command, std::istringstream& words,
                                              const settings& all) {
        if (command == "cut") { return cut(words); }
        if (command == "join") { return join(next(words)); }
        if (command != "export" && command != "seal" && command != "open") { return {}; }
        if (!session_) { return "error no_session"; }
        if (command == "export") { return export_keying_material(words); }
        return command == "seal" ? seal(words, all) : open(next(words));
    }

protected:
    ~session_end() = default;

    /// `TYPE CONTENT` of what was opened.
    static std::string told(const tscp::opened_record& record) {
        switch (record.event()) {
            case tscp::record_event::data: return "data " + show(record.data());
            case tscp::record_event::close: return "close -";
            case tscp::record_event::key_update: return "update -";
            case tscp::record_event::ticket: return "ticket " + show(record.ticket());
            case tscp::record_event::alert: return "alert " + show(bytes{static_cast<std::uint8_t>(record.alert())});
            case tscp::record_event::ping: return "ping " + show(record.ping());
            case tscp::record_event::pong: return "pong " + show(record.pong());
            case tscp::record_event::ignored: return "ignored -";
        }
        return "?";
    }

    virtual tscp::result<void> seal_ticket(const bytes& terms, const settings& all, tscp::writer& out) = 0;
    virtual void sealed(tscp::byte_view record) = 0;
    virtual void opened(const tscp::opened_record& record) = 0;

    std::optional<Session> session_;
    typename Profile::random random_;
    tscp::reassembler<2600> reassembler_;

private:
    std::string cut(std::istringstream& words) {
        const bytes message = next(words);
        std::size_t unit = 0;
        words >> unit;
        if (!fragments_started_) { fragments_started_ = fragments_.start(random_) == tscp::errc::none; }
        auto pieces = fragments_.cut(message, unit);
        if (!pieces) { return "error " + name_of(pieces.error()); }
        std::string units = "units";
        while (!pieces->finished()) {
            units += " " + show(test::written_by([&](tscp::writer& out) { return bool{pieces->write_next(out)}; }));
        }
        return units;
    }

    std::string join(bytes unit) {
        const auto whole = reassembler_.take(unit);
        if (!whole) { return "dropped " + name_of(whole.error()); }
        return whole->empty() ? "more" : "whole " + show(*whole);
    }

    std::string export_keying_material(std::istringstream& words) {
        const bytes label = next(words);
        const bytes context = next(words);
        std::size_t size = 0;
        words >> size;
        bytes out(size);
        const auto done = session_->secrets.export_keying_material(label, context, out);
        return done ? "value " + show(out) : "error " + name_of(done.error());
    }

    std::string seal(std::istringstream& words, const settings& all) {
        auto& channel = session_->channel;
        std::string type;
        words >> type;
        const bytes content = next(words);
        bytes buffer(20000);
        tscp::writer out{buffer};
        const auto done = [&]() -> tscp::result<void> {
            if (type == "data") { return channel.seal(content, out); }
            if (type == "padded") {
                const std::size_t most = channel.max_content() - std::min(channel.max_content(), content.size());
                return channel.seal_padded(content, std::min(16 - content.size() % 16, std::max<std::size_t>(most, 1)),
                                           out);
            }
            if (type == "ping") { return channel.seal_ping(content, out); }
            if (type == "pong") { return channel.seal_pong(content, out); }
            if (type == "close") { return channel.seal_close(out); }
            if (type == "update") { return channel.seal_key_update(out); }
            if (type == "alert") { return channel.seal_alert(static_cast<tscp::alert_code>(content.at(0)), out); }
            if (type == "ticket") { return seal_ticket(content, all, out); }
            return tscp::errc::unexpected_message;
        }();
        if (!done) { return "error " + name_of(done.error()); }
        sealed(out.written());
        return "record " + show(out.written());
    }

    std::string open(bytes record) {
        const auto got = session_->channel.open_in_place(record);
        if (!got) { return (session_->channel.ended() ? "error " : "dropped ") + name_of(got.error()); }
        opened(*got);
        if (session_->channel.ended() && got->event() != tscp::record_event::alert) { return "error protocol"; }
        return "opened " + told(*got) + (got->reply_required ? " 1" : " 0");
    }

    tscp::fragment_sender fragments_;
    bool fragments_started_ = false;
};

}  // namespace endpoint
