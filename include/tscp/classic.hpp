// SPDX-License-Identifier: MIT
// The classic protocol in one include. It is insecure: use it for devices that speak nothing better (docs/SECURITY.md).
#pragma once

#include <tscp/classic/channel.hpp>
#include <tscp/classic/client.hpp>
#include <tscp/classic/consent.hpp>
#include <tscp/classic/dialect.hpp>
#include <tscp/classic/hello.hpp>
#include <tscp/classic/hey.hpp>
#include <tscp/classic/received.hpp>
#include <tscp/classic/server.hpp>
#include <tscp/classic/suite.hpp>
#include <tscp/version.hpp>
