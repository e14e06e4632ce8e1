// SPDX-License-Identifier: Apache-2.0
#include <proofload/data/feeder.h>

#include <proofload/base/usage_error.h>
#include <proofload/data/data_file.h>
#include <proofload/data/detail/csv.h>
#include <proofload/data/detail/json_rows.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <numeric>

namespace proofload {
namespace {

using detail::Table;
using Shared = std::shared_ptr<const Table>;
using Parse = Result<Table> (*)(std::string name, std::string_view text);

Shared checked(Result<Table> table) {
  if (!table) throw UsageError(table.error());
  if (table.value().records.empty()) throw UsageError(table.value().name + " has no rows");
  return std::make_shared<const Table>(std::move(table).value());
}

std::function<Shared()> file(std::string path, Parse parse) {
  return [path = std::move(path), parse] {
    const auto text = read_data_file(path);
    if (!text) throw UsageError(text.error());
    return checked(parse(path, text.value()));
  };
}

std::function<Shared()> memory(std::string name, std::string text, Parse parse) {
  return [name = std::move(name), text = std::move(text), parse] {
    return checked(parse(name, text));
  };
}

Table table_of(std::vector<Feeder::Values> rows) {
  Table table{"the feeder's rows", "row", {}};
  for (auto& values : rows) {
    Table::Columns columns;
    Table::Record record{nullptr, {}, table.records.size() + 1};
    for (auto& [column, text] : values) {
      columns.push_back(std::move(column));
      record.texts.push_back(std::move(text));
    }
    record.columns = std::make_shared<const Table::Columns>(std::move(columns));
    table.records.push_back(std::move(record));
  }
  return table;
}

std::vector<std::size_t> shuffled_order(std::size_t size, std::uint64_t seed) {
  std::vector<std::size_t> order(size);
  std::iota(order.begin(), order.end(), std::size_t{0});
  Random random(seed);
  for (std::size_t left = size; left > 1; --left)
    std::swap(order[left - 1], order[random.below(left)]);
  return order;
}

}  // namespace

struct Feeder::State {
  explicit State(std::function<Shared()> reader) : read(std::move(reader)) {}

  const Shared& loaded();
  Row row(std::size_t index);

  std::function<Shared()> read;
  std::optional<std::uint64_t> seed;
  std::mutex mutex;
  std::atomic<bool> ready{false};
  Shared table;                    // written once, before ready
  std::vector<std::size_t> order;  // likewise; empty: that of the table
  std::atomic<std::uint64_t> position{0};
  std::atomic<Way> way{Way::any};
};

const Shared& Feeder::State::loaded() {
  if (ready.load(std::memory_order_acquire)) return table;
  const std::lock_guard lock(mutex);
  if (ready.load(std::memory_order_relaxed)) return table;
  auto fresh = read();
  if (seed) order = shuffled_order(fresh->records.size(), *seed);
  table = std::move(fresh);
  read = nullptr;
  ready.store(true, std::memory_order_release);
  return table;
}

Row Feeder::State::row(std::size_t index) {
  const auto& rows = loaded();
  return {rows, order.empty() ? index : order[index]};
}

Feeder Feeder::csv(std::string path) {
  return Feeder(std::make_shared<State>(file(std::move(path), detail::parse_csv)));
}
Feeder Feeder::json(std::string path) {
  return Feeder(std::make_shared<State>(file(std::move(path), detail::parse_json_rows)));
}
Feeder Feeder::json_lines(std::string path) {
  return Feeder(std::make_shared<State>(file(std::move(path), detail::parse_json_lines)));
}
Feeder Feeder::csv_text(std::string name, std::string text) {
  return Feeder(
      std::make_shared<State>(memory(std::move(name), std::move(text), detail::parse_csv)));
}
Feeder Feeder::json_text(std::string name, std::string text) {
  return Feeder(
      std::make_shared<State>(memory(std::move(name), std::move(text), detail::parse_json_rows)));
}
Feeder Feeder::json_lines_text(std::string name, std::string text) {
  return Feeder(
      std::make_shared<State>(memory(std::move(name), std::move(text), detail::parse_json_lines)));
}
Feeder Feeder::rows(std::vector<Values> rows) {
  return Feeder(
      std::make_shared<State>([table = table_of(std::move(rows))] { return checked(table); }));
}

Feeder Feeder::shuffled(std::uint64_t seed) const {
  auto state = std::make_shared<State>([source = state_] { return source->loaded(); });
  state->seed = seed;
  Feeder feeder(std::move(state));
  feeder.when_exhausted_ = when_exhausted_;
  return feeder;
}

Feeder Feeder::when_exhausted(WhenExhausted what) const {
  Feeder feeder = *this;
  feeder.when_exhausted_ = what;
  return feeder;
}

void Feeder::draw_as(Way way) const {
  auto current = Way::any;
  if (state_->way.compare_exchange_strong(current, way, std::memory_order_relaxed)) return;
  if (current != way)
    throw UsageError(state_->loaded()->name +
                     ": rows are taken from this feeder, each for one user alone, and drawn from "
                     "it otherwise as well: make two feeders");
}

Row Feeder::draw(WhenExhausted usual) const {
  const auto& table = state_->loaded();
  const std::size_t size = table->records.size();
  const auto position = state_->position.fetch_add(1, std::memory_order_relaxed);
  if (position < size) return state_->row(position);
  const auto what = when_exhausted_.value_or(usual);
  if (what == WhenExhausted::start_over) return state_->row(position % size);
  const auto reason = table->name + " has " + std::to_string(size) +
                      (size == 1 ? " row" : " rows") + " and all are taken";
  if (what == WhenExhausted::end_iteration) throw NoRowLeft(reason);
  throw UsageError(reason + ": add rows, or choose when_exhausted");
}

Row Feeder::take() const {
  draw_as(Way::taken);
  return draw(WhenExhausted::stop);
}

Row Feeder::next() const {
  draw_as(Way::shared);
  return draw(WhenExhausted::start_over);
}

Row Feeder::pick(Random& random) const {
  draw_as(Way::shared);
  return state_->row(random.below(size()));
}

void Feeder::load() const { state_->loaded(); }

std::size_t Feeder::size() const { return state_->loaded()->records.size(); }

}  // namespace proofload
