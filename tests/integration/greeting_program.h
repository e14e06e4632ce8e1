// SPDX-License-Identifier: Apache-2.0
#pragma once

// Plays the cases of greeting_cases.cpp, with a data folder of their own.

#include "integration/played_program.h"

#include <fstream>

namespace proofload {

class GreetingProgram : public PlayedProgram {
 protected:
  GreetingProgram() : PlayedProgram(GREETING_CASES) {
    variables_ = "PROOFLOAD_DATA=" + folder().string() + " ";
  }

  void write(const std::string& name, const std::string& content) const {
    std::filesystem::create_directories((folder() / name).parent_path());
    std::ofstream(folder() / name) << content;
  }

  std::string data_file(const std::string& name) const {
    std::ifstream file(folder() / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }
};

}  // namespace proofload
