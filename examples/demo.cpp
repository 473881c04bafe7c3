// SPDX-License-Identifier: MIT
// Shows a session of TSCP 2 and one of classic after it, client and server in one program.
// Usage: demo [--classic debug|release]     With --classic, the old one alone.
#include <iostream>
#include <string>

#include "classic_demo.hpp"
#include "tscp2_demo.hpp"

int main(int argc, char** argv) {
    const bool classic_alone = argc == 3 && std::string{argv[1]} == "--classic";
    const std::string dialect = classic_alone ? argv[2] : "debug";
    if ((argc != 1 && !classic_alone) || (dialect != "debug" && dialect != "release")) {
        std::cerr << "usage: demo [--classic debug|release]\n";
        return 2;
    }
    if (!classic_alone && !demo::run_tscp2(std::cout)) { return 1; }
    const tscp::classic::suite_list both;
    const bool done = dialect == "debug" ? demo::run_classic<tscp::classic::debug>(std::cout, "debug", both)
                                         : demo::run_classic<tscp::classic::release>(std::cout, "release", both);
    return done ? 0 : 1;
}
