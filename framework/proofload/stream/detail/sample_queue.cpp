// SPDX-License-Identifier: Apache-2.0
#include <proofload/stream/detail/sample_queue.h>

namespace proofload {

void SampleQueue::push(const std::vector<SeriesKey>& series, std::span<const Sample> samples) {
  if (samples.empty()) return;
  const std::scoped_lock lock(mutex_);
  offered_ += samples.size();
  if (closed_ || queued_ + popped_ + samples.size_bytes() > most_bytes_) return;
  batches_.push_back(
      {{series.begin() + std::ptrdiff_t(handed_), series.end()}, {samples.begin(), samples.end()}});
  handed_ = series.size();
  queued_ += samples.size_bytes();
  changed_.notify_one();
}

std::optional<SampleBatch> SampleQueue::pop() {
  std::unique_lock lock(mutex_);
  popped_ = 0;
  changed_.wait(lock, [this] { return closed_ || !batches_.empty(); });
  if (batches_.empty()) return std::nullopt;
  auto batch = std::move(batches_.front());
  batches_.pop_front();
  popped_ = std::span(batch.samples).size_bytes();
  queued_ -= popped_;
  return batch;
}

void SampleQueue::close() {
  const std::scoped_lock lock(mutex_);
  closed_ = true;
  changed_.notify_one();
}

void SampleQueue::abandon() {
  const std::scoped_lock lock(mutex_);
  batches_.clear();
  queued_ = 0;
  closed_ = true;
  changed_.notify_one();
}

std::uint64_t SampleQueue::offered() const {
  const std::scoped_lock lock(mutex_);
  return offered_;
}

}  // namespace proofload
