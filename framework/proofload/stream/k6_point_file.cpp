// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/k6_point_file.h>

#include <proofload/base/background_thread.h>
#include <proofload/base/safe_text.h>
#include <proofload/base/system_error.h>
#include <proofload/stream/detail/sample_queue.h>

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <future>
#include <string>
#include <system_error>

namespace proofload {
namespace {

constexpr std::size_t chunk = 256 * 1024;  // bytes written at a time
constexpr Duration last_patience = 500ms;  // for what the thread has in its hands

int write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto written = write(file, text.data(), text.size());
    if (written < 0 && errno != EINTR) return errno;
    if (written > 0) text.remove_prefix(std::size_t(written));
  }
  return 0;
}

}  // namespace

struct K6PointFile::Work {
  Work(K6PointFileOptions given, int descriptor)
      : options(std::move(given)), file(descriptor), queue(options.most_queued) {}

  void play() {
    enter_background();
    while (const auto batch = queue.pop()) take(*batch);
    if (close(file) != 0 && error == 0) error = errno;
    ended.set_value();
  }

  void take(const SampleBatch& batch) {
    if (error != 0) return;
    series.insert(series.end(), batch.added.begin(), batch.added.end());
    for (const auto& [at, number, value] : batch.samples) {
      writer.append(text, series[number], number, started_at + at, value);
      ++in_text;
      if (text.size() >= chunk) flush();
    }
    flush();
  }

  void flush() {
    if (error == 0) error = write_all(file, text);
    if (error == 0) {
      whole += off_t(text.size());
      written += in_text;
    } else {
      [[maybe_unused]] const bool cut = ftruncate(file, whole) == 0;
    }
    text.clear();
    in_text = 0;
  }

  std::string shortfall() const {
    const auto missing = queue.offered() - written;
    if (missing == 0 && error == 0) return {};
    const auto why = error != 0 ? system_error_text(error)
                     : gave_up  ? "the end of the run could not wait longer for the disk"
                                : "they came faster than they could be written";
    return std::to_string(missing) + " of " + std::to_string(queue.offered()) +
           " samples are missing in " + safe_line(options.path.string()) + ": " + why;
  }

  const K6PointFileOptions options;
  const int file;
  SampleQueue queue;
  std::promise<void> ended;
  WallClock::time_point started_at;        // set before the first sample is pushed
  bool gave_up = false;                    // of the thread that conducts
  std::atomic<int> error = 0;              // an errno
  std::atomic<std::uint64_t> written = 0;  // samples

  // Of the thread alone.
  K6PointWriter writer{options.thresholds, options.tags};
  std::vector<SeriesKey> series;
  std::string text;
  std::uint64_t in_text = 0;  // samples
  off_t whole = 0;            // bytes that ended up in the file
};

Result<std::unique_ptr<RunObserver>> K6PointFile::create(K6PointFileOptions options) {
  const auto path = options.path;
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0)
    return Error{"cannot write points to " + safe_line(path.string()) + ": " +
                 system_error_text(errno) + "; choose another file"};
  try {
    auto work = std::make_shared<Work>(std::move(options), file);
    return std::unique_ptr<RunObserver>(new K6PointFile(std::move(work)));
  } catch (const std::system_error& error) {
    close(file);
    return Error{"cannot start a thread that writes points to " + safe_line(path.string()) + ": " +
                 error.code().message()};
  }
}

K6PointFile::K6PointFile(std::shared_ptr<Work> work)
    : work_(std::move(work)), thread_([work = work_] { work->play(); }) {}

K6PointFile::~K6PointFile() {
  work_->queue.abandon();
  end_thread({});
}

void K6PointFile::begin(const RunStart& start) { work_->started_at = start.started_at; }

void K6PointFile::samples(const Measurements& so_far, std::span<const Sample> samples) {
  work_->queue.push(so_far.series(), samples);
}

// A thread that a disk holds fast is left to itself: it shares nothing but its work.
void K6PointFile::end_thread(Duration patience) {
  if (!thread_.joinable()) return;
  work_->queue.close();
  const auto ended = work_->ended.get_future();
  work_->gave_up = ended.wait_for(patience) != std::future_status::ready;
  if (work_->gave_up) work_->queue.abandon();
  if (ended.wait_for(last_patience) == std::future_status::ready)
    thread_.join();
  else
    thread_.detach();
}

std::string K6PointFile::conclude(const RunResult&) {
  end_thread(work_->options.patience);
  return work_->shortfall();
}

}  // namespace proofload
