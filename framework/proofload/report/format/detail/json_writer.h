// SPDX-License-Identifier: Apache-2.0
#pragma once

// A JSON document written piece by piece. Only the piece at hand is in memory, neither the tree nor
// the text of the whole: results are written while load is played. One thread at a time.
//
//   JsonWriter document(sink);
//   document.member("format", "example");
//   document.begin_list("steps");
//   document.element(1);
//   document.end();
//   document.finish();                     // {"format":"example","steps":[1]}

#include <proofload/report/format/detail/json_text.h>

#include <functional>
#include <string>
#include <string_view>

namespace proofload {

/// Takes a text piece by piece. A piece is valid during the call only.
using TextSink = std::function<void(std::string_view)>;

class JsonWriter {
 public:
  /// Begins the object that is the document.
  explicit JsonWriter(TextSink sink);

  /// Adds to an object. Texts and names are without what is marked as secret.
  void member(std::string_view name, Object value);
  void begin_object(std::string_view name);  ///< what follows belongs to it, up to end()
  void begin_list(std::string_view name);    ///< the same

  /// Adds to a list.
  void element(Object value);
  void begin_object();  ///< what follows belongs to it, up to end()

  /// Ends the object or list that was begun last.
  void end();

  /// Ends the document, with a line feed. Everything that was begun in it must have ended.
  void finish();

 private:
  void begin(std::string_view bracket);
  void separate();
  void name(std::string_view name);

  TextSink sink_;
  std::string open_;    // the brackets that will close what has begun
  bool first_ = false;  // nothing stands in it yet
};

}  // namespace proofload
