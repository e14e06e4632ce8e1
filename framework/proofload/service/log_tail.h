// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace proofload {

/// The last lines of a file, oldest first, made printable. Reads at most 64 KiB from its end, and
/// shows at most 500 bytes of a line: what is left out becomes "…". Empty where there is nothing to
/// read, be it that the file is missing or that it is not a regular one. Safe from any thread, also
/// while the file is being written.
std::vector<std::string> last_lines(const std::string& file, std::size_t count);

}  // namespace proofload
