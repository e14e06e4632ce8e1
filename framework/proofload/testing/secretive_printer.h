// SPDX-License-Identifier: Apache-2.0
#pragma once

// Keeps secrets out of what GoogleTest prints of a failed assertion, which shows the values that
// were compared as they are. What GoogleTest writes into files of its own (--gtest_output) nobody
// can reach: it holds what the author asserted.

#include <gtest/gtest.h>

#include <memory>

namespace proofload {

/// Prints what the given one would, without what base/secret.h marks.
std::unique_ptr<testing::TestEventListener> secretive_printer(
    std::unique_ptr<testing::TestEventListener> printer);

/// Puts one around GoogleTest's printer. Once, after InitGoogleTest() and before any test; does
/// nothing where the program prints by a listener of its own.
void keep_secrets_off_the_console();

}  // namespace proofload
