// SPDX-License-Identifier: Apache-2.0
#pragma once

// A sink as few bytes: numbers in groups of seven bits (LEB128), the buckets of a histogram as the
// distances between those that are not empty. For laying slices away within one process: the bytes
// are not portable between machines. Pure functions.

#include <proofload/metrics/sink.h>

#include <cstdint>
#include <span>
#include <vector>

namespace proofload {

/// Appends a number.
void pack(std::uint64_t number, std::vector<std::uint8_t>& bytes);

/// Takes a number off the front of the bytes.
std::uint64_t unpack(std::span<const std::uint8_t>& bytes);

/// Appends a sink.
void pack(const Sink& sink, std::vector<std::uint8_t>& bytes);

/// Merges a sink that was packed, all of the bytes, into one of the same kind.
void merge_packed(Sink& into, std::span<const std::uint8_t> bytes);

}  // namespace proofload
