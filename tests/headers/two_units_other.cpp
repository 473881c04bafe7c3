// SPDX-License-Identifier: MIT
#include "two_units.hpp"

tscp::result<void> answer(tscp::byte_view hello, tscp::writer& hey) {
    counting_random random;
    tscp::classic::server<dialect, two_units_crypto> server{tscp::classic::i_know_that_classic_is_insecure, random};
    const auto channel = server.answer_hello(hello, hey);
    if (!channel) { return channel.error(); }
    return {};
}
