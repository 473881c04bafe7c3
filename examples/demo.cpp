// SPDX-License-Identifier: MIT
// Shows a session of classic, client and server in one program. Usage: demo [debug|release]
#include <iostream>
#include <string>

#include "classic_demo.hpp"

int main(int argc, char** argv) {
    const std::string dialect = argc > 1 ? argv[1] : "debug";
    if (argc > 2 || (dialect != "debug" && dialect != "release")) {
        std::cerr << "usage: demo [debug|release]\n";
        return 2;
    }
    const tscp::classic::suite_list both;
    const bool done = dialect == "debug" ? demo::run_classic<tscp::classic::debug>(std::cout, "debug", both)
                                         : demo::run_classic<tscp::classic::release>(std::cout, "release", both);
    return done ? 0 : 1;
}
