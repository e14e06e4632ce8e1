// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the outputs of this process lead to: a terminal, its width and what it can show. Linux and
// other POSIX systems. Safe from any thread, as long as none changes the environment.

#include <proofload/report/format/console_style.h>

#include <cstdio>

namespace proofload {

/// How text for an output is dressed; see console_style().
ConsoleStyle style_of(std::FILE* output);

/// Whether a line on it can be written over.
bool can_rewrite(std::FILE* output);

/// Columns of the terminal, as it is now; 80 where that is not known.
std::size_t width_of(std::FILE* output);

}  // namespace proofload
