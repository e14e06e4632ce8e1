// SPDX-License-Identifier: Apache-2.0
#include <proofload/metrics/slice_log.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace proofload {
namespace {

// A file that goes with the process, however that ends. Below zero where there can be none.
int open_nameless_file() {
  std::error_code error;
  const auto folder = std::filesystem::temp_directory_path(error);
  if (error) return -1;
  auto name = (folder / "proofload-XXXXXX").string();
  const int file = mkostemp(name.data(), O_CLOEXEC);
  if (file >= 0) unlink(name.c_str());
  return file;
}

// Makes a call until all bytes are through; false where it fails.
template <class Call>
bool all_through(std::size_t size, Call call) {
  for (std::size_t done = 0; done < size;) {
    const auto count = call(done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    done += std::size_t(count);
  }
  return true;
}

bool write_all(int file, std::uint64_t offset, std::span<const std::uint8_t> bytes) {
  return all_through(bytes.size(), [&](std::size_t done) {
    return pwrite(file, bytes.data() + done, bytes.size() - done, off_t(offset + done));
  });
}

bool read_all(int file, std::uint64_t offset, std::span<std::uint8_t> bytes) {
  return all_through(bytes.size(), [&](std::size_t done) {
    return pread(file, bytes.data() + done, bytes.size() - done, off_t(offset + done));
  });
}

}  // namespace

SliceLog::~SliceLog() {
  if (file_ >= 0) close(file_);
}

void SliceLog::append(std::size_t slice, std::span<const std::uint8_t> bytes) {
  if (bytes.empty()) return;
  if (tail_.size() + bytes.size() > kept_in_memory && !no_file_) spill();
  if (pieces_.size() <= slice) pieces_.resize(slice + 1);
  pieces_[slice].push_back({file_size_ + tail_.size(), std::uint32_t(bytes.size())});
  tail_.reserve(kept_in_memory);
  tail_.insert(tail_.end(), bytes.begin(), bytes.end());
}

void SliceLog::spill() {
  if (file_ < 0) file_ = open_nameless_file();
  if (file_ < 0 || !write_all(file_, file_size_, tail_)) {
    no_file_ = true;
    return;
  }
  file_size_ += tail_.size();
  tail_.clear();
}

void SliceLog::read(std::size_t slice,
                    const std::function<void(std::span<const std::uint8_t>)>& take) const {
  if (slice >= pieces_.size()) return;
  std::vector<std::uint8_t> bytes;
  for (const auto& piece : pieces_[slice]) {
    if (piece.offset >= file_size_) {
      take(std::span(tail_).subspan(piece.offset - file_size_, piece.size));
      continue;
    }
    bytes.resize(piece.size);
    if (!read_all(file_, piece.offset, bytes))
      throw std::runtime_error("what was measured cannot be read back from its temporary file");
    take(bytes);
  }
}

std::size_t SliceLog::memory() const {
  std::size_t sum = tail_.capacity() + pieces_.capacity() * sizeof(pieces_[0]);
  for (const auto& pieces : pieces_) sum += pieces.capacity() * sizeof(Piece);
  return sum;
}

}  // namespace proofload
