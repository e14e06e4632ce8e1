// SPDX-License-Identifier: Apache-2.0
#pragma once

// The target files of vegeta, read as requests. In its format "http" a target is a line with method
// and URL, lines with headers, and a line that names the file with its body:
//
//   # comments and empty lines may stand anywhere
//   POST /items
//   Content-Type: application/json
//   @item.json
//
//   GET http://localhost:8080/items?limit=10
//
// A target ends with its body, an empty line, or the next method. In its format "json" each line is
// an object, {"method": "GET", "url": "/items", "header": {"Accept": ["*/*"]}, "body": "<Base64>"}.
// A text whose first character is "{" is of the second kind. (vegeta 12, lib/targets.go and
// lib/target.schema.json.)
//
// What differs from vegeta: a URL that begins with "/" leads below the target of the run; a
// relative path of a body is one from the folder of the target file; a body without Content-Type is
// sent as JSON; and "@<<", a body within the file, which only some versions know, is not read.
//
// A request is named by method and path, "GET /items", whatever its host and query are. Errors name
// file and line, "api.txt, line 7: ...", and show no value of a header and no body.

#include <proofload/base/result.h>
#include <proofload/protocol/http/request.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace proofload {

/// Gives the content of a file that a target names as its body, by its path as it stands there.
using BodyReader = std::function<Result<std::string>(const std::string& path)>;

/// The targets in a text, at least one. name: of the file, for errors. Pure but for read_body.
Result<std::vector<Request>> parse_vegeta_targets(const std::string& name, std::string_view text,
                                                  const BodyReader& read_body);

/// The targets in a file, which is looked up as data_file.h says. Reads it and all bodies at once:
/// call it before the journeys are played.
Result<std::vector<Request>> read_vegeta_targets(const std::string& path);

}  // namespace proofload
