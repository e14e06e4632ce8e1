// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is measured of a request over HTTP: k6's metrics, and the version of the protocol as its tag
// `proto`. Pure.

#include <proofload/engine/detail/measured_step.h>
#include <proofload/protocol/http/response.h>

namespace proofload {

/// Ends the step of a request with what came back.
void end_http_step(MeasuredStep& step, std::string_view method, const Response& answer,
                   const std::function<Exemplar()>& describe);

/// "HTTP/1.1", "HTTP/2.0", "HTTP/3": k6 writes them so. Empty where there was no answer.
std::string_view http_version_text(int version);

}  // namespace proofload
