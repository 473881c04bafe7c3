// SPDX-License-Identifier: MIT
// An empty program on the test board: what the start-up code costs without the protocol.
int main() { return 0; }
