// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/format/detail/json_writer.h>

#include <cassert>
#include <utility>

namespace proofload {

JsonWriter::JsonWriter(TextSink sink) : sink_(std::move(sink)) { begin("{"); }

void JsonWriter::member(std::string_view name, Object value) {
  this->name(name);
  sink_(json_part(std::move(value)));
}

void JsonWriter::begin_object(std::string_view name) {
  this->name(name);
  begin("{");
}

void JsonWriter::begin_list(std::string_view name) {
  this->name(name);
  begin("[");
}

void JsonWriter::element(Object value) {
  assert(open_.back() == ']');
  separate();
  sink_(json_part(std::move(value)));
}

void JsonWriter::begin_object() {
  assert(open_.back() == ']');
  separate();
  begin("{");
}

void JsonWriter::end() {
  assert(open_.size() > 1);
  sink_(std::string_view(open_).substr(open_.size() - 1));
  open_.pop_back();
  first_ = false;
}

void JsonWriter::finish() {
  assert(open_ == "}");
  sink_("}\n");
  open_.clear();
}

void JsonWriter::begin(std::string_view bracket) {
  sink_(bracket);
  open_ += bracket == "{" ? '}' : ']';
  first_ = true;
}

void JsonWriter::separate() {
  if (!first_) sink_(",");
  first_ = false;
}

void JsonWriter::name(std::string_view name) {
  assert(open_.back() == '}');
  separate();
  sink_(json_part(name) + ":");
}

}  // namespace proofload
