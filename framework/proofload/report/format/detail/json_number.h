// SPDX-License-Identifier: Apache-2.0
#pragma once

// Numbers in JSON as the tools write them whose formats we speak: whole ones without a fraction
// ("5", where ours would be "5.0"), so that readers who expect an integer find one. Pure.

#include <proofload/report/format/detail/json_text.h>

namespace proofload {

/// What JSON has no number for (infinite, not a number) becomes null.
Object json_number(double value);

}  // namespace proofload
