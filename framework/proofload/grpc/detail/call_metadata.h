// SPDX-License-Identifier: Apache-2.0
#pragma once

// The metadata of a call, on its way there and back. Pure.

#include <proofload/protocol/http/field.h>

#include <grpcpp/support/string_ref.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace proofload::detail {

/// Of the client and of the call, with names in lower case. Throws UsageError where gRPC would not
/// send one; the message shows no value, since that may be a secret.
std::vector<Field> sendable_metadata(const std::vector<Field>& client,
                                     const std::vector<Field>& call);

/// As it was received.
std::vector<Field> received_metadata(
    const std::multimap<grpc::string_ref, grpc::string_ref>& metadata);

/// A text of the service without the secrets that were sent to it, cut off after 256 bytes.
std::string without_sent_secrets(std::string_view text, const std::vector<Field>& sent);

}  // namespace proofload::detail
