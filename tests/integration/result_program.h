// SPDX-License-Identifier: Apache-2.0
#pragma once

// Plays the cases of result_cases.cpp.

#include "integration/played_program.h"

namespace proofload {

class ResultProgram : public PlayedProgram {
 protected:
  ResultProgram() : PlayedProgram(RESULT_CASES) {}
};

}  // namespace proofload
