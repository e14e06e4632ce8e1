// SPDX-License-Identifier: Apache-2.0
#include <proofload/grpc/detail/call_metadata.h>

#include <proofload/base/secret.h>
#include <proofload/base/usage_error.h>
#include <proofload/engine/detail/step_exemplar.h>

#include <grpc/grpc.h>
#include <grpc/slice.h>

#include <algorithm>

namespace proofload::detail {
namespace {

constexpr std::size_t kept_of_text = 256;

bool holds(int (*rule)(grpc_slice), const std::string& text) {
  const auto slice = grpc_slice_from_static_buffer(text.data(), text.size());
  return rule(slice) != 0;
}

// What begins with "grpc-" is for gRPC itself.
bool is_sendable(const Field& field) {
  const auto& [name, value] = field;
  if (name.empty() || name.starts_with("grpc-") || !holds(grpc_header_key_is_legal, name))
    return false;
  return holds(grpc_is_binary_header, name) || holds(grpc_header_nonbin_value_is_legal, value);
}

std::string lower_case(std::string text) {
  for (auto& letter : text)
    if (letter >= 'A' && letter <= 'Z') letter = char(letter - 'A' + 'a');
  return text;
}

}  // namespace

std::vector<Field> sendable_metadata(const std::vector<Field>& client,
                                     const std::vector<Field>& call) {
  std::vector<Field> all;
  all.reserve(client.size() + call.size());
  for (const auto* fields : {&client, &call})
    for (const auto& [name, value] : *fields) {
      all.emplace_back(lower_case(name), value);
      if (!is_sendable(all.back()))
        throw UsageError("the metadata \"" + name +
                         "\" of a call cannot be sent: a name consists of letters, digits, \"_\", "
                         "\"-\" and \".\" and does not begin with \"grpc-\"; a value is printable "
                         "ASCII, unless the name ends with \"-bin\"");
    }
  return all;
}

std::vector<Field> received_metadata(
    const std::multimap<grpc::string_ref, grpc::string_ref>& metadata) {
  std::vector<Field> fields;
  fields.reserve(metadata.size());
  for (const auto& [name, value] : metadata)
    fields.emplace_back(std::string(name.data(), name.size()),
                        std::string(value.data(), value.size()));
  return fields;
}

std::string without_sent_secrets(std::string_view text, const std::vector<Field>& sent) {
  std::string kept(text);
  for (const auto& secret : secrets_of({sent})) hide(kept, secret);
  kept = without_secrets(kept);
  kept.resize(std::min(kept.size(), kept_of_text));
  return kept;
}

}  // namespace proofload::detail
