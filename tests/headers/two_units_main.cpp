// SPDX-License-Identifier: MIT
#include <utility>

#include "two_units.hpp"

int main() {
    std::uint8_t hello_buffer[tscp::classic::hello<dialect>::max_size];
    std::uint8_t hey_buffer[tscp::classic::hey<dialect>::max_size];
    tscp::writer hello{hello_buffer};
    tscp::writer hey{hey_buffer};

    counting_random random;
    tscp::classic::client<dialect, two_units_crypto> client{tscp::classic::i_know_that_classic_is_insecure, random};
    auto waiting = std::move(client).write_hello(hello);
    if (!waiting || !answer(hello.written(), hey)) { return 1; }
    return std::move(*waiting).read_hey(hey.written()) ? 0 : 1;
}
