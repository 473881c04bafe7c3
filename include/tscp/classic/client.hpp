// SPDX-License-Identifier: MIT
// The client's side of the handshake: a type for each state, and a step from one to the next consumes the first.
#pragma once

#include <cstdint>
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
using client_channel = channel<Dialect, Crypto, role::client>;

/// A client that has sent its Hello and waits for the Hey.
template <class Dialect, class Crypto>
class waiting_client {
    using exchange = key_exchange<Dialect, typename Crypto::integer>;

public:
    /// The source is spent afterwards.
    waiting_client(waiting_client&& other) noexcept
        : id_{other.id_}, offer_{other.offer_}, exchange_{other.exchange_}, exponent_{other.exponent_} {
        wipe_object(other.exponent_);
    }
    waiting_client& operator=(waiting_client&& other) noexcept {
        if (this != &other) {
            id_ = other.id_;
            offer_ = other.offer_;
            exchange_ = other.exchange_;
            exponent_ = other.exponent_;
            wipe_object(other.exponent_);
        }
        return *this;
    }
    waiting_client(const waiting_client&) = delete;
    waiting_client& operator=(const waiting_client&) = delete;
    ~waiting_client() { wipe_object(exponent_); }

    /// Reads the server's Hey and gives the established channel. A Hey that is refused leaves the client waiting as it
    /// was; after success it is spent, and says `errc::state_consumed`. Errors: those of hey::read;
    /// `errc::suite_not_offered`, `errc::public_value_out_of_range`, `errc::malformed_hey` (its ids cannot be
    /// decrypted), `errc::wrong_id` (they name another client), and what the integer backend reports.
    result<client_channel<Dialect, Crypto>> read_hey(byte_view message) && noexcept {
        using cipher = typename client_channel<Dialect, Crypto>::cipher;
        if (exponent_ == 0) { return errc::state_consumed; }
        const auto answer = hey<Dialect>::parse(message);
        if (!answer) { return answer.error(); }
        if (!offer_.has(answer->chosen)) { return errc::suite_not_offered; }
        const auto key = exchange_.agree(answer->public_value, exponent_);
        if (!key) { return key.error(); }
        cipher keyed{answer->chosen, key->reveal()};
        const auto ids = session_ids::read_encrypted(answer->encrypted_ids, keyed);
        if (!ids) { return ids.error(); }
        if (!(ids->client == id_)) { return errc::wrong_id; }
        wipe_object(exponent_);
        return client_channel<Dialect, Crypto>{*ids, std::move(keyed)};
    }

private:
    template <class, class>
    friend class client;

    waiting_client(const session_id& id, const suite_list& offer, const exchange& keys, std::uint32_t exponent) noexcept
        : id_{id}, offer_{offer}, exchange_{keys}, exponent_{exponent} {}

    session_id id_;
    suite_list offer_;
    exchange exchange_;
    std::uint32_t exponent_;  // 0 where the state has been consumed; a client never draws 0
};

/// A client before its Hello. `Crypto` names `integer`, `hash`, `block_cipher` and `random`.
template <class Dialect, class Crypto>
class client {
    using random = typename Crypto::random;
    static_assert(require_random<random>());

public:
    /// The generator is used by write_hello alone; the text behind `offer` must live until the Hey has been read.
    client(i_know_that_classic_is_insecure_t, random& generator, const suite_list& offer = suite_list{}) noexcept
        : random_{generator}, offer_{offer} {}

    /// Draws the session and appends the Hello to `out`.
    /// Errors: `errc::random_failed`, `errc::buffers_overlap` (the text of the offer in the part of the buffer that is
    /// not written yet), `errc::buffer_too_small`, and what the integer backend reports.
    result<waiting_client<Dialect, Crypto>> write_hello(writer& out) && noexcept {
        const auto id = session_id::draw(role::client, random_);
        if (!id) { return id.error(); }
        const auto seed = draw(random_, Dialect::seed);
        if (!seed) { return seed.error(); }
        auto exponent = draw(random_, Dialect::client_exponent);
        if (!exponent) { return exponent.error(); }
        const wiped_at_exit wipe_exponent{*exponent};
        const key_exchange<Dialect, typename Crypto::integer> keys{*seed};
        const auto public_value = keys.public_value(*exponent);
        if (!public_value) { return public_value.error(); }
        const auto done = hello<Dialect>{*id, offer_, *seed, *public_value}.write_to(out);
        if (!done) { return done.error(); }
        return waiting_client<Dialect, Crypto>{*id, offer_, keys, *exponent};
    }

private:
    random& random_;
    suite_list offer_;
};

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
