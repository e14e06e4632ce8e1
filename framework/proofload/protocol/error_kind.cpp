// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/error_kind.h>

#include <array>

namespace proofload {
namespace {

struct Entry {
  std::string_view name;
  int k6_code;
};

constexpr std::array<Entry, 19> entries{{{"", 0},
                                         {"invalid_url", 1020},
                                         {"name_lookup", 1101},
                                         {"connection_refused", 1212},
                                         {"connection_timeout", 1211},
                                         {"connection_failed", 1210},
                                         {"tls_handshake", 1300},
                                         {"tls_verification", 1310},
                                         {"timeout", 1050},
                                         {"connection_reset", 1220},
                                         {"empty_answer", 1220},
                                         {"truncated", 1000},
                                         {"bad_answer", 1000},
                                         {"bad_encoding", 1701},
                                         {"too_many_redirects", 1000},
                                         {"too_large", 1000},
                                         {"local_resources", 1010},
                                         {"interrupted", 1000},
                                         {"other", 1000}}};

}  // namespace

std::string_view to_text(ErrorKind kind) { return entries.at(std::size_t(kind)).name; }

int k6_error_code(ErrorKind kind) { return entries.at(std::size_t(kind)).k6_code; }

}  // namespace proofload
