// SPDX-License-Identifier: Apache-2.0
#pragma once

// What names and texts are made of. Their order and number are part of what a seed gives: tests
// hold them. All in ASCII, so that names make mail addresses.

namespace proofload::detail {

inline constexpr const char* first_names[] = {
    "Ada",    "Adam",  "Aisha", "Alan",   "Amara",  "Anna",  "Anton",  "Ben",   "Carla",
    "Carlos", "Chen",  "Clara", "Daniel", "Diego",  "Elena", "Emil",   "Emma",  "Erik",
    "Fatima", "Felix", "Grace", "Hana",   "Hugo",   "Ida",   "Ines",   "Ivan",  "Jan",
    "Joan",   "Jonas", "Julia", "Kofi",   "Lea",    "Leo",   "Lin",    "Louis", "Lucia",
    "Maria",  "Marko", "Maya",  "Mei",    "Miguel", "Mila",  "Nadia",  "Nina",  "Noah",
    "Olga",   "Omar",  "Oskar", "Paula",  "Pedro",  "Priya", "Rafael", "Rosa",  "Samir",
    "Sara",   "Sofia", "Tomas", "Vera",   "Viktor", "Yuki",  "Yusuf",  "Zara",  "Zoe"};

inline constexpr const char* last_names[] = {
    "Abe",     "Adler",   "Ahmed",  "Alvarez", "Andersen", "Bauer",  "Becker", "Berg",
    "Bianchi", "Brown",   "Castro", "Chan",    "Cohen",    "Costa",  "Cruz",   "Dubois",
    "Evans",   "Fischer", "Garcia", "Green",   "Gupta",    "Haas",   "Hansen", "Hill",
    "Horvat",  "Ibrahim", "Ito",    "Jensen",  "Johnson",  "Kaya",   "Keller", "Khan",
    "Kim",     "Klein",   "Kovacs", "Larsen",  "Lee",      "Lopez",  "Martin", "Mensah",
    "Meyer",   "Moreau",  "Mori",   "Nguyen",  "Novak",    "Okafor", "Olsen",  "Park",
    "Petrov",  "Popescu", "Rossi",  "Santos",  "Schmidt",  "Silva",  "Singh",  "Smith",
    "Suzuki",  "Tanaka",  "Taylor", "Torres",  "Virtanen", "Weber",  "Wilson", "Wong"};

inline constexpr const char* common_words[] = {
    "about",  "after",   "again",   "air",      "answer", "apple",   "around", "autumn",  "basket",
    "before", "begin",   "below",   "better",   "bird",   "blue",    "boat",   "book",    "bread",
    "bridge", "bright",  "build",   "carry",    "chair",  "change",  "city",   "clear",   "cloud",
    "coffee", "cold",    "corner",  "country",  "cup",    "dance",   "day",    "door",    "dream",
    "early",  "earth",   "easy",    "evening",  "every",  "family",  "farm",   "field",   "find",
    "fire",   "flower",  "follow",  "forest",   "friend", "garden",  "give",   "glass",   "good",
    "grass",  "great",   "green",   "hand",     "happy",  "hear",    "high",   "hill",    "home",
    "hour",   "house",   "island",  "journey",  "kind",   "kitchen", "lake",   "lamp",    "large",
    "learn",  "letter",  "light",   "listen",   "little", "long",    "market", "meadow",  "milk",
    "minute", "moon",    "morning", "mountain", "music",  "near",    "never",  "night",   "north",
    "often",  "open",    "orange",  "over",     "paper",  "path",    "people", "picture", "place",
    "plant",  "quiet",   "rain",    "read",     "river",  "road",    "room",   "round",   "salt",
    "sand",   "school",  "sea",     "season",   "shadow", "ship",    "short",  "silver",  "simple",
    "sky",    "slow",    "small",   "snow",     "song",   "sound",   "south",  "spring",  "star",
    "stone",  "story",   "street",  "summer",   "sun",    "table",   "talk",   "thing",   "time",
    "town",   "travel",  "tree",    "under",    "valley", "village", "voice",  "walk",    "warm",
    "water",  "weather", "wide",    "wind",     "window", "winter",  "wood",   "word",    "work",
    "world",  "write",   "year",    "yellow",   "young"};

}  // namespace proofload::detail
