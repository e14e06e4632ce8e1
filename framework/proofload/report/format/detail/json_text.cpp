// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/detail/json_text.h>

#include <proofload/base/secret.h>

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
  hide_secrets(document);
  return document.dump(indent, ' ', false, Object::error_handler_t::replace) + "\n";
}

}  // namespace proofload
