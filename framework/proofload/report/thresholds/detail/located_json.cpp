// SPDX-License-Identifier: Apache-2.0
#include <proofload/report/thresholds/detail/located_json.h>

#include <proofload/base/safe_text.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace proofload::detail {
namespace {

constexpr std::size_t greatest_depth = 32;

// Tells how far the text has been read.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, int& line) : at_(at), line_(&line) {}

  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    if (*at_ == '\n') ++*line_;
    ++at_;
    return *this;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }

 private:
  const char* at_;
  int* line_;
};

// "[json.exception.parse_error.101] parse error at line 1, column 5: syntax error while ...".
std::string complaint(const std::string& what) {
  const auto begin = what.find("syntax error");
  return "not JSON" + (begin == what.npos ? "" : ": " + safe_line(what.substr(begin)));
}

// What the parser calls as it reads. A text ends where the parser stands; a number may end a line
// before, so that it is given the line of what it stands in.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(const std::string& file, const int& line) : file_(file), line_(line) {}

  LocatedJson root;
  std::string error;

  bool null() override { return add(nullptr, known_line_); }
  bool boolean(bool value) override { return add(value, known_line_); }
  bool number_integer(number_integer_t value) override { return add(double(value), known_line_); }
  bool number_unsigned(number_unsigned_t value) override { return add(double(value), known_line_); }
  bool number_float(number_float_t value, const string_t&) override {
    return add(value, known_line_);
  }
  bool string(string_t& value) override {
    known_line_ = line_;
    return add(value, line_);
  }
  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open(LocatedJson::Object{}); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(LocatedJson::Array{}); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    known_line_ = line_;
    auto& members = std::get<LocatedJson::Object>(open_.back()->value);
    const auto known = std::find_if(members.begin(), members.end(),
                                    [&](const auto& member) { return member.name == name; });
    if (known != members.end())
      return fail(line_, "\"" + safe_line(name) + "\" is there twice, first in line " +
                             std::to_string(known->line) + ": leave one of them");
    members.push_back({name, line_, {}});
    return true;
  }

  bool parse_error(std::size_t, const std::string&,
                   const nlohmann::detail::exception& exception) override {
    return fail(line_, complaint(exception.what()));
  }

 private:
  bool fail(int line, const std::string& why) {
    error = place_in(file_, line) + why;
    return false;
  }

  LocatedJson& place(int line) {
    if (open_.empty()) return root = {nullptr, line};
    auto& value = open_.back()->value;
    if (auto* array = std::get_if<LocatedJson::Array>(&value))
      return array->emplace_back(LocatedJson{nullptr, line});
    return std::get<LocatedJson::Object>(value).back().value = {nullptr, line};
  }

  template <class Value>
  bool add(Value value, int line) {
    place(line).value = std::move(value);
    return true;
  }

  template <class Value>
  bool open(Value value) {
    if (open_.size() == greatest_depth) return fail(line_, "nested too deeply");
    known_line_ = line_;
    auto& begun = place(line_);
    begun.value = std::move(value);
    open_.push_back(&begun);  // stays where it is: what it is in does not grow before it is closed
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  const std::string& file_;
  const int& line_;     // where the parser stands
  int known_line_ = 1;  // of the last text, name or bracket
  std::vector<LocatedJson*> open_;
};

}  // namespace

std::string place_in(const std::string& file, int line) {
  return file + ":" + std::to_string(line) + ": ";
}

Result<LocatedJson> parse_located_json(const std::string& file, std::string_view text) {
  int line = 1;
  int end_line = 1;
  Builder builder(file, line);
  const bool parsed =
      nlohmann::json::sax_parse(CountingIterator(text.data(), line),
                                CountingIterator(text.data() + text.size(), end_line), &builder);
  if (!parsed) return Error{builder.error};
  return std::move(builder.root);
}

}  // namespace proofload::detail
