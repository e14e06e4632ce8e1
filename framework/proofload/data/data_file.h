// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <proofload/base/result.h>

#include <string>

namespace proofload {

struct DataFile {
  std::string path;  ///< where it was found
  std::string content;
};

/// A file of test data. A relative path is looked up below the folder that the environment variable
/// PROOFLOAD_DATA names; without it, below the data folder that Proofload was built with, and then
/// below the working directory. The error names every path that was tried.
Result<DataFile> open_data_file(const std::string& path);

/// Where such a file belongs that is to be made: the first of the places it is looked up in.
std::string data_file_place(const std::string& path);

/// Whether there is such a file.
bool is_data_file(const std::string& path);

/// The content alone.
Result<std::string> read_data_file(const std::string& path);

}  // namespace proofload
