// SPDX-License-Identifier: MIT
// Asio's functions that are no templates, for all sources of the tool.
#include <asio/impl/src.hpp>
