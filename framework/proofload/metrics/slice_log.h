// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where the slices of a run are laid away: pieces of bytes, any number to a slice. At most 256 KiB
// stay in memory, all else goes to a temporary file without a name, so that a run of hours takes
// little more memory than one of minutes: some bytes a piece. Where the file cannot be written (no
// room, say) memory is used instead: nothing measured is lost.
// Written by one thread; once the run is over it is safe to read from any thread.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace proofload {

class SliceLog {
 public:
  static constexpr std::size_t kept_in_memory = 256 * 1024;

  SliceLog() = default;
  ~SliceLog();
  SliceLog(const SliceLog&) = delete;
  SliceLog& operator=(const SliceLog&) = delete;

  void append(std::size_t slice, std::span<const std::uint8_t> bytes);

  /// Hands out the pieces of a slice, in the order they were appended. A piece is valid during the
  /// call only. Throws std::runtime_error where the file cannot be read back.
  void read(std::size_t slice,
            const std::function<void(std::span<const std::uint8_t>)>& take) const;

  /// Slices up to the last one that has a piece.
  std::size_t slices() const { return pieces_.size(); }

  /// Bytes held in memory, and in the file.
  std::size_t memory() const;
  std::uint64_t file_size() const { return file_size_; }

 private:
  struct Piece {
    std::uint64_t offset;
    std::uint32_t size;
  };

  void spill();

  std::vector<std::vector<Piece>> pieces_;  // by slice
  std::vector<std::uint8_t> tail_;          // what follows the file
  std::uint64_t file_size_ = 0;
  int file_ = -1;
  bool no_file_ = false;  // it cannot be had
};

}  // namespace proofload
