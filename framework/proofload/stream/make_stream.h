// SPDX-License-Identifier: Apache-2.0
#pragma once

// Streams by the text that names them:
//
//   prometheus=http://localhost:9090/api/v1/write
//   influxdb=http://localhost:8086/k6
//
// with http://user:password@host for basic authorization. No message shows user, password or what
// stands after "?".

#include <proofload/base/result.h>
#include <proofload/metrics/tags.h>
#include <proofload/report/run_observer.h>

#include <memory>
#include <string_view>

namespace proofload {

/// Starts the thread of the stream; nothing is sent before the run plays. of_run: tags of the run,
/// which every series carries; see stream/run_tags.h. The error says what is wrong with the text.
Result<std::unique_ptr<RunObserver>> make_stream(std::string_view text, const Tags& of_run = {});

}  // namespace proofload
