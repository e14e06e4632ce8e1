// SPDX-License-Identifier: Apache-2.0
#include <proofload/engine/detail/web_socket_answers.h>

#include <gmock/gmock.h>

namespace proofload {
namespace {

std::uint64_t number(const std::optional<SentMessage>& message) {
  return message ? message->number : 999;
}

WebSocketAnswers three_sent() {
  WebSocketAnswers answers;
  for (std::uint64_t i = 0; i < 3; ++i) answers.sent({i, i * 10ms, i * 10ms + 1ms});
  return answers;
}

TEST(WebSocketAnswers, BelongToTheOldestMessage) {
  auto answers = three_sent();
  EXPECT_EQ(number(answers.answer_next()), 0u);
  EXPECT_EQ(number(answers.answer_next()), 1u);
  EXPECT_EQ(answers.oldest(), 21ms);
  EXPECT_EQ(number(answers.answer_next()), 2u);
  EXPECT_EQ(answers.answer_next(), std::nullopt);
  EXPECT_TRUE(answers.empty());
}

TEST(WebSocketAnswers, BelongToTheMessageOfTheirNumber) {
  auto answers = three_sent();
  EXPECT_EQ(number(answers.answer(1)), 1u);
  EXPECT_EQ(answers.answer(1), std::nullopt) << "a second answer is none";
  EXPECT_EQ(answers.answer(7), std::nullopt);
  EXPECT_EQ(number(answers.answer(0)), 0u);
  EXPECT_EQ(answers.oldest(), 21ms) << "that of message 1 is there already";
  EXPECT_EQ(answers.answer(1), std::nullopt);
  EXPECT_EQ(number(answers.answer(2)), 2u);
  EXPECT_TRUE(answers.empty());
}

TEST(WebSocketAnswers, AreGivenUpWhenTheirMessageIsTooOld) {
  auto answers = three_sent();
  EXPECT_EQ(answers.give_up(999us), std::nullopt);
  EXPECT_EQ(number(answers.give_up(11ms)), 0u);
  EXPECT_EQ(number(answers.give_up(11ms)), 1u);
  EXPECT_EQ(answers.give_up(11ms), std::nullopt);
}

TEST(WebSocketAnswers, OfAMessageThatWasGivenUpBelongToNoOther) {
  auto answers = three_sent();
  EXPECT_EQ(number(answers.give_up(1ms)), 0u);
  EXPECT_EQ(answers.answer_next(), std::nullopt);
  EXPECT_EQ(number(answers.answer_next()), 1u);
}

TEST(WebSocketAnswers, WithNumbersAreNotMistakenAfterOneWasGivenUp) {
  auto answers = three_sent();
  EXPECT_EQ(number(answers.give_up(1ms)), 0u);
  EXPECT_EQ(answers.answer(0), std::nullopt);
  EXPECT_EQ(number(answers.answer(1)), 1u);
}

}  // namespace
}  // namespace proofload
