// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/detail/json_text.h>

#include <proofload/base/secret.h>

#include <utility>

namespace proofload {
namespace {

void hide_secrets(Object& part) {
  if (part.is_string()) part = without_secrets(part.get_ref<const std::string&>());
  if (!part.is_structured()) return;
  for (auto& one : part) hide_secrets(one);
  if (!part.is_object()) return;
  Object renamed = Object::object();
  for (auto& [name, value] : part.items()) renamed[without_secrets(name)] = std::move(value);
  part = std::move(renamed);
}

}  // namespace

std::string json_text(Object document, int indent) {
  return json_part(std::move(document), indent) + "\n";
}

std::string json_part(Object part, int indent) {
  hide_secrets(part);
  return part.dump(indent, ' ', false, Object::error_handler_t::replace);
}

}  // namespace proofload
