// SPDX-License-Identifier: Apache-2.0
#pragma once

// JSON as it is written into results. Pure.

#include <nlohmann/json.hpp>

#include <string>

namespace proofload {

/// Keeps the order of its fields.
using Object = nlohmann::ordered_json;

/// A whole document with its line feed, without what is marked as secret; bytes that are no UTF-8
/// are replaced. indent: spaces; below zero all in one line.
std::string json_text(Object document, int indent = -1);

/// The same without the line feed: a part of a document.
std::string json_part(Object part, int indent = -1);

}  // namespace proofload
