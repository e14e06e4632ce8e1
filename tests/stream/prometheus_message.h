// SPDX-License-Identifier: Apache-2.0
#pragma once

// Reads a prompb.WriteRequest as the protocol describes it, without a line of what writes it.

#include <bit>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace proofload::testing_support {

/// A sample with its labels, in the order in which they stood.
struct ReadSample {
  std::vector<std::pair<std::string, std::string>> labels{};
  double value = 0;
  std::int64_t milliseconds = 0;

  std::string label(std::string_view name) const {
    for (const auto& [own, text] : labels)
      if (own == name) return text;
    return {};
  }
};

/// The fields of one message. Throws where the bytes are none.
class MessageReader {
 public:
  explicit MessageReader(std::string_view message) : left_(message) {}

  bool next() {
    if (left_.empty()) return false;
    const auto key = varint();
    number = key >> 3;
    switch (key & 7) {
      case 0:
        integer = varint();
        return true;
      case 1:
        integer = 0;
        for (int shift = 0; shift < 64; shift += 8) integer |= std::uint64_t{byte()} << shift;
        return true;
      case 2:
        bytes = take(varint());
        return true;
      default:
        throw std::runtime_error("unknown wire type");
    }
  }

  std::uint64_t number = 0;
  std::uint64_t integer = 0;
  std::string_view bytes;

 private:
  std::string_view take(std::size_t size) {
    if (size > left_.size()) throw std::runtime_error("cut off");
    const auto taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }

  std::uint8_t byte() { return static_cast<std::uint8_t>(take(1)[0]); }

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
      const auto part = byte();
      value |= std::uint64_t{part & 0x7fu} << shift;
      if (part < 0x80) return value;
    }
  }

  std::string_view left_;
};

inline ReadSample read_series(std::string_view bytes) {
  ReadSample sample;
  for (MessageReader series(bytes); series.next();) {
    std::pair<std::string, std::string> label;
    for (MessageReader part(series.bytes); part.next();) {
      if (series.number == 1 && part.number == 1) label.first = part.bytes;
      if (series.number == 1 && part.number == 2) label.second = part.bytes;
      if (series.number == 2 && part.number == 1)
        sample.value = std::bit_cast<double>(part.integer);
      if (series.number == 2 && part.number == 2) sample.milliseconds = std::int64_t(part.integer);
    }
    if (series.number == 1) sample.labels.push_back(std::move(label));
  }
  return sample;
}

inline std::vector<ReadSample> read_request(std::string_view bytes) {
  std::vector<ReadSample> samples;
  for (MessageReader request(bytes); request.next();) {
    if (request.number != 1) throw std::runtime_error("unknown field");
    samples.push_back(read_series(request.bytes));
  }
  return samples;
}

/// The values by the names of their metrics.
inline std::map<std::string, double> values_by_name(const std::vector<ReadSample>& samples) {
  std::map<std::string, double> values;
  for (const auto& sample : samples) values[sample.label("__name__")] = sample.value;
  return values;
}

}  // namespace proofload::testing_support
