// SPDX-License-Identifier: Apache-2.0
#pragma once

// MD5, which k6 makes the ids of groups and checks with. For names only: it protects nothing.

#include <string>
#include <string_view>

namespace proofload {

/// 32 hexadecimal digits; empty where the system forbids MD5, as one in FIPS mode does. Pure.
std::string md5_text(std::string_view text);

}  // namespace proofload
