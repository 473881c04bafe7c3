// SPDX-License-Identifier: MIT
// Snapshots: whatever is restored, how often and how late, no nonce is used twice.
#include <memory>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"
#include "../../support/watched_aead.hpp"

namespace {

using test::bytes;
using tscp::errc;

// Survives a loss of power, which is to say: the end of a scope. `writes_left` cuts the power before a write.
struct generations {
    tscp::result<std::uint64_t> advance() noexcept {
        if (writes_left-- == 0) { return errc::backend_failed; }
        return ++stored;
    }
    bool claim(std::uint64_t generation) noexcept {
        if (generation != stored || writes_left-- == 0) { return false; }
        ++stored;
        return true;
    }
    std::uint64_t stored = 0;
    int writes_left = -1;
};

struct unlimited_aead : test::watched_aead {
    using watched_aead::watched_aead;
    static constexpr std::uint64_t seal_limit = 1U << 20U;
    static constexpr std::uint64_t open_limit = 1U << 20U;
};
struct datagrams : test::profile_of<tscp::framing::datagram, tscp::suite<tscp::portable::x25519, unlimited_aead>> {
    static constexpr std::size_t cid_size = 4;
};
using streams = test::profile_of<tscp::framing::stream, tscp::suite<tscp::portable::x25519, unlimited_aead>>;
using channel = tscp::client_channel<datagrams>;

template <class Channel, class Generations>
bytes snapshot(Channel& of, Generations& store, unsigned reserve) {
    return test::written_by([&](tscp::writer& out) { return bool{of.write_snapshot(store, reserve, out)}; });
}

}  // namespace

TEST_CASE("a suspended session goes on where it stopped") {
    test::pair<streams> one;
    generations store;
    CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), tscp::bytes_of("a"))) == "a");
    const bytes saved =
        test::written_by([&](tscp::writer& out) { return bool{one.client_channel().suspend(store, out)}; });
    CHECK(one.client_channel().ended());
    auto restored = tscp::client_channel<streams>::restore(saved, store);
    REQUIRE(restored);
    CHECK(test::open(one.server_channel(), test::seal(*restored, tscp::bytes_of("b"))) == "b");
    CHECK(test::open(*restored, test::seal(one.server_channel(), tscp::bytes_of("c"))) == "c");
    CHECK(restored->confirmed());
    CHECK(tscp::client_channel<streams>::restore(saved, store).error() == errc::snapshot_refused);
}

TEST_CASE("a damaged or foreign snapshot is refused and claims nothing") {
    test::pair<datagrams> one;
    generations store;
    const bytes saved = snapshot(one.client_channel(), store, 100);
    for (std::size_t bit = 0; bit < 8 * saved.size(); ++bit) {
        bytes damaged = saved;
        damaged[bit / 8] = static_cast<std::uint8_t>(damaged[bit / 8] ^ (1U << (bit % 8)));
        CHECK(channel::restore(damaged, store).error() == errc::malformed_snapshot);
    }
    for (std::size_t size = 0; size < saved.size(); ++size) {
        CHECK(channel::restore(tscp::byte_view{saved}.first(size), store).error() == errc::malformed_snapshot);
    }
    CHECK(tscp::server_channel<datagrams>::restore(saved, store).error() == errc::malformed_snapshot);
    CHECK(tscp::client_channel<streams>::restore(saved, store).error() == errc::malformed_snapshot);
    CHECK(channel::restore(saved, store));
}

TEST_CASE("a live session keeps to what its snapshot left it, each way") {
    test::nonce_log::reset();
    test::pair<datagrams> one;
    generations store;
    CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), {})).empty());
    const bytes saved = snapshot(one.client_channel(), store, 10);
    bytes seen;
    for (int i = 0; i < 10; ++i) {
        CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("x"))) == "x");
        seen = test::seal(one.server_channel(), tscp::bytes_of("y"));
        CHECK(test::open(one.client_channel(), seen) == "y");
    }
    bytes buffer(100);
    tscp::writer out{buffer};
    CHECK(one.client_channel().seal(tscp::bytes_of("x"), out).error() == errc::limit_reached);
    CHECK(one.client_channel().seal_key_update(out).error() == errc::limit_reached);
    const bytes beyond = test::seal(one.server_channel(), tscp::bytes_of("z"));
    CHECK(test::error_of(one.client_channel(), beyond) == errc::limit_reached);

    SECTION("the restored session begins behind it, and opens nothing again") {
        auto restored = channel::restore(saved, store);
        REQUIRE(restored);
        CHECK(test::error_of(*restored, seen) == errc::replayed);
        CHECK(test::open(*restored, beyond) == "z");
        const bytes first = test::seal(*restored, tscp::bytes_of("awake"));
        CHECK((first[0] & 4) != 0);
        CHECK(test::open(one.server_channel(), first) == "awake");
    }
    SECTION("a retired snapshot is worth nothing, and the session goes on") {
        REQUIRE(one.client_channel().retire_snapshot(store));
        CHECK(channel::restore(saved, store).error() == errc::snapshot_refused);
        CHECK(test::open(one.client_channel(), beyond) == "z");
        CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("x"))) == "x");
    }
    SECTION("a newer snapshot replaces it") {
        const bytes newer = snapshot(one.client_channel(), store, 10);
        CHECK(channel::restore(saved, store).error() == errc::snapshot_refused);
        CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("x"))) == "x");
        CHECK(channel::restore(newer, store));
    }
    CHECK(test::nonce_log::repeats() == 0);
}

TEST_CASE("no nonce is used twice, wherever the power is cut, restored twice or late") {
    test::nonce_log::reset();
    test::repeatable_random choice{20260101};
    std::size_t restores = 0;
    std::size_t refusals = 0;
    for (std::uint64_t run = 0; run < 60; ++run) {
        test::pair<datagrams> one{run + 1};
        generations store;
        std::vector<bytes> saved;
        auto live = std::make_unique<channel>(std::move(one.client_channel()));
        for (int step = 0; step < 120; ++step) {
            // The next write of the generation may be the last before the cut.
            store.writes_left = choice.below(8) == 0 ? 0 : -1;
            switch (choice.below(6)) {
                case 0: {
                    if (!live) { break; }
                    bytes buffer(300);
                    tscp::writer out{buffer};
                    if (live->write_snapshot(store, static_cast<unsigned>(1 + choice.below(20)), out)) {
                        saved.emplace_back(out.written().begin(), out.written().end());
                    }
                    break;
                }
                case 1:
                    if (choice.below(3) == 0) { live.reset(); }  // the power is cut
                    break;
                case 2: {
                    if (saved.empty()) { break; }
                    // Any snapshot that was ever stored, while another may still live: only the newest counts.
                    auto restored = channel::restore(saved[choice.below(saved.size())], store);
                    if (restored) {
                        live = std::make_unique<channel>(std::move(*restored));
                        ++restores;
                    } else {
                        ++refusals;
                    }
                    break;
                }
                case 3:
                    if (live && choice.below(4) == 0) { (void)live->retire_snapshot(store); }
                    break;
                default: {
                    if (!live) { break; }
                    bytes buffer(100);
                    tscp::writer out{buffer};
                    if (live->seal(tscp::bytes_of("beat"), out)) {
                        (void)test::error_of(one.server_channel(), {out.written().begin(), out.written().end()});
                        const bytes back = test::seal(one.server_channel(), tscp::bytes_of("ok"));
                        (void)test::error_of(*live, back);
                    }
                }
            }
        }
    }
    CHECK(restores > 30);
    CHECK(refusals > 100);
    CHECK(test::nonce_log::repeats() == 0);
}

TEST_CASE("an error while writing leaves the channel as it was") {
    test::pair<datagrams> one;
    generations store;
    store.writes_left = 0;
    bytes buffer(300);
    tscp::writer out{buffer};
    CHECK(one.client_channel().write_snapshot(store, 5, out).error() == errc::snapshot_refused);
    CHECK(one.client_channel().write_snapshot(store, 0, out).error() == errc::out_of_range);
    CHECK(one.client_channel().write_snapshot(store, 0x4000, out).error() == errc::out_of_range);
    CHECK(out.size() == 0);
    for (std::size_t size = 0; size < 100; ++size) {
        tscp::writer small{tscp::byte_span{buffer}.first(size)};
        CHECK(one.client_channel().suspend(store, small).error() == errc::buffer_too_small);
    }
    CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("on"))) == "on");
}
