// SPDX-License-Identifier: MIT
// The three standard descriptors, whatever the program was started with.
#pragma once

namespace tool {

/// Opens each of the descriptors 0, 1 and 2 that is closed, so that no socket or file can take its number: standard
/// input and standard error become /dev/null; what is written to standard output fails, since nobody would see it.
/// To be called before anything else is opened. False where /dev/null cannot be opened.
bool open_missing_descriptors();

}  // namespace tool
