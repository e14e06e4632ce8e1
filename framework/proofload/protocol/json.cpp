// SPDX-License-Identifier: Apache-2.0
#include <proofload/protocol/json.h>

#include <proofload/protocol/detail/json_depth.h>

#include <nlohmann/json.hpp>

#include <limits>

namespace proofload {
namespace {

using Value = nlohmann::json;

const Value& value_of(const void* value) { return *static_cast<const Value*>(value); }

template <class Wanted>
Wanted converted(const Value& value, bool fits, const char* wanted) {
  if (!fits) throw MissingValue("expected " + std::string(wanted) + ", found " + value.type_name());
  return value.get<Wanted>();
}

}  // namespace

Json Json::parse(std::string_view text) {
  if (detail::is_nested_too_deeply(text)) throw MissingValue("the answer is nested too deeply");
  auto document = std::make_shared<Value>(Value::parse(text, nullptr, false));
  if (document->is_discarded()) throw MissingValue("the answer is not JSON");
  const void* root = document.get();
  return Json(std::move(document), root);
}

bool Json::contains(std::string_view pointer) const {
  try {
    return value_of(value_).contains(Value::json_pointer(std::string(pointer)));
  } catch (const Value::exception&) {
    return false;
  }
}

Json Json::at(std::string_view pointer) const {
  if (!contains(pointer))
    throw MissingValue("the answer has no value at \"" + std::string(pointer) + "\"");
  return Json(document_, &value_of(value_).at(Value::json_pointer(std::string(pointer))));
}

std::string Json::text() const {
  const auto& value = value_of(value_);
  if (value.is_string()) return value.get<std::string>();
  return value.dump(-1, ' ', false, Value::error_handler_t::replace);
}

std::int64_t Json::integer() const {
  const auto& value = value_of(value_);
  constexpr std::uint64_t greatest = std::numeric_limits<std::int64_t>::max();
  const bool too_great = value.is_number_unsigned() && value.get<std::uint64_t>() > greatest;
  return converted<std::int64_t>(value, value.is_number_integer() && !too_great, "a whole number");
}

double Json::number() const {
  const auto& value = value_of(value_);
  return converted<double>(value, value.is_number(), "a number");
}

bool Json::boolean() const {
  const auto& value = value_of(value_);
  return converted<bool>(value, value.is_boolean(), "true or false");
}

std::size_t Json::size() const {
  const auto& value = value_of(value_);
  return value.is_structured() ? value.size() : 0;
}

}  // namespace proofload
