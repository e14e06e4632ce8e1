// SPDX-License-Identifier: Apache-2.0
#pragma once

// Rows of data for journeys: accounts to log in with, products to look at. Made once, outside of
// the journey, and drawn from in one of three ways:
//
//   const auto customers = Feeder::csv("feeders/customers.csv");
//
//   const Row mine = customers.take();              // nobody else ever gets it
//   const Row row = customers.next();               // in order, shared
//   const Row row = customers.pick(user.random());  // at random
//
// All users of all threads draw from the same rows, which are loaded once and never change. Taking
// and going through them follow the order of the file. A feeder is a cheap value; copies share rows
// and position; safe from any thread. The position lives as long as the feeder: where several tests
// or runs of one process are to begin with the first row, make it a member of the fixture.
//
// The file is read when the first row is drawn, or by load(): so a feeder may be a constant beside
// the journeys, and a test that is only listed needs no file. Reading keeps the users of a worker
// waiting, so load() a large one in SetUp.
//
// Mistakes of the author throw UsageError: a missing file, data that cannot be read (naming file
// and line, and no value), no row at all.

#include <proofload/base/random.h>
#include <proofload/data/row.h>
#include <proofload/protocol/missing_value.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace proofload {

/// What happens to who asks for a row when none is left.
enum class WhenExhausted {
  stop,           ///< UsageError: the run ends and fails, for it needs more data
  end_iteration,  ///< NoRowLeft: the iteration ends and is counted
  start_over,     ///< the first row again
};

/// No row is left, and the feeder was told to end the iteration then.
class NoRowLeft : public MissingValue {
 public:
  using MissingValue::MissingValue;
};

class Feeder {
 public:
  /// From a file. A relative path is looked up below the folder that the environment variable
  /// PROOFLOAD_DATA names; without it, below the data folder that Proofload was built with
  /// (PROOFLOAD_DATA_DIR in CMake), and then below the working directory. Text is UTF-8.
  ///
  /// csv: RFC 4180, and lines may end in a line feed alone; the first line names the columns. Empty
  /// lines are passed over.
  /// json: an array of objects.
  /// json_lines: an object in each line (jsonlines.org); empty lines are passed over.
  static Feeder csv(std::string path);
  static Feeder json(std::string path);
  static Feeder json_lines(std::string path);

  /// The same from a text in memory; the name is for messages.
  static Feeder csv_text(std::string name, std::string text);
  static Feeder json_text(std::string name, std::string text);
  static Feeder json_lines_text(std::string name, std::string text);

  /// Rows as values by column: Feeder::rows({{{"user", "ann"}, {"age", "30"}}, {...}}).
  using Values = std::vector<std::pair<std::string, std::string>>;
  static Feeder rows(std::vector<Values> rows);

  /// The same rows in an order of the seed's choice, with a position of its own.
  Feeder shuffled(std::uint64_t seed) const;

  /// The same rows and position, and what happens when they are exhausted. Not given: take() stops
  /// and next() starts over.
  Feeder when_exhausted(WhenExhausted what) const;

  /// A row that nobody else gets: every one is handed out once, also by copies of this feeder.
  /// Where it starts over, once in each round. A feeder that rows are taken from cannot be drawn
  /// from otherwise (UsageError): make a second one for that.
  Row take() const;

  /// The next row in order, whoever asked for the one before.
  Row next() const;

  /// Any row, all being equally likely.
  Row pick(Random& random) const;

  /// Reads the file now, unless that was done.
  void load() const;

  /// Number of rows.
  std::size_t size() const;

 private:
  enum class Way { any, taken, shared };
  struct State;

  explicit Feeder(std::shared_ptr<State> state) : state_(std::move(state)) {}

  void draw_as(Way way) const;
  Row draw(WhenExhausted usual) const;

  std::shared_ptr<State> state_;
  std::optional<WhenExhausted> when_exhausted_{};
};

}  // namespace proofload
