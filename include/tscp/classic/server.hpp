// SPDX-License-Identifier: MIT
// The server's side of the handshake: one object answers any number of Hellos, each with a channel of its own.
#pragma once

#include <utility>

#include <tscp/classic/channel.hpp>
#include <tscp/classic/consent.hpp>
#include <tscp/classic/dialect.hpp>
#include <tscp/classic/hello.hpp>
#include <tscp/classic/hey.hpp>
#include <tscp/classic/key.hpp>
#include <tscp/classic/session_cipher.hpp>
#include <tscp/classic/session_id.hpp>
#include <tscp/classic/suite.hpp>
#include <tscp/concepts/random.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

template <class Dialect, class Crypto>
using server_channel = channel<Dialect, Crypto, role::server>;

/// A server. `Crypto` names `integer`, `hash`, `block_cipher` and `random`.
template <class Dialect, class Crypto>
class server {
    using random = typename Crypto::random;
    static_assert(require_random<random>());

public:
    /// The generator and the text behind `suites`, the suites that the server can do, must outlive the server.
    server(i_know_that_classic_is_insecure_t, random& generator, const suite_list& suites = suite_list{}) noexcept
        : random_{generator}, suites_{suites} {}

    /// Reads a Hello, appends the Hey to `out` and gives the new session's channel; in the original it replaces the
    /// session before it. Nothing is drawn or computed for a Hello that is refused by its looks.
    /// Errors: `errc::buffers_overlap` (the Hello in the part of the buffer that is not written yet); those of
    /// hello::read; `errc::no_common_suite`, `errc::public_value_out_of_range`, `errc::random_failed`,
    /// `errc::buffer_too_small`, and what the integer backend reports.
    result<server_channel<Dialect, Crypto>> answer_hello(byte_view message, writer& out) noexcept {
        if (overlap(message, out.unwritten())) { return errc::buffers_overlap; }
        const auto request = hello<Dialect>::parse(message);
        if (!request) { return request.error(); }
        const auto chosen = suites_.choose_from(request->offer);
        if (!chosen) { return chosen.error(); }
        const key_exchange<Dialect, typename Crypto::integer> keys{request->seed};
        if (!keys.accepts(request->public_value)) { return errc::public_value_out_of_range; }

        const auto id = session_id::draw(role::server, random_);
        if (!id) { return id.error(); }
        auto exponent = draw(random_, Dialect::server_exponent);
        if (!exponent) { return exponent.error(); }
        const wiped_at_exit wipe_exponent{*exponent};
        const auto public_value = keys.public_value(*exponent);
        if (!public_value) { return public_value.error(); }
        const auto key = keys.agree(request->public_value, *exponent);
        if (!key) { return key.error(); }

        typename server_channel<Dialect, Crypto>::cipher keyed{*chosen, key->reveal()};
        const session_ids ids{request->client, *id};
        const auto done = hey<Dialect>::write_to(keyed, ids, *public_value, out);
        if (!done) { return done.error(); }
        return server_channel<Dialect, Crypto>{ids, std::move(keyed)};
    }

private:
    random& random_;
    suite_list suites_;
};

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
