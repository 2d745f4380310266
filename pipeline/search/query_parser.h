// QueryParser: the text of a query to its tree, or an error that points at the place.
//
// Recursive descent over the bytes, one function a level of precedence, loosest first:
//
//   query    = or { ( "IN" | "NOT IN" ) ( unit | primary ) }
//   or       = and { ( "OR" | "|" ) and }
//   and      = not { [ "AND" ] not }
//   not      = ( "NOT" | "-" ) not | near
//   near     = primary { ( "NEAR" | "BEFORE" ) [ "/" number ] primary }
//   primary  = "(" query ")" | sequence | field | "@" name | "/" regex "/" | "*" | word
//   sequence = item { [ gap ] item }                      item = phrase | "[" simple { "OR" simple } "]"
//   phrase   = '"' word { [ gap ] word } '"'              gap  = "*" | "~" number [ ".." number ]
//   field    = name ":" ( value | '"' value '"' | from ".." to | "(" field-alternatives ")" )
//
// Operators are upper case; lower-case "and" is a word. Nesting and size are
// limited, so that no input can exhaust the stack or the memory.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/search/query.h"

namespace concord {

struct ParseOptions {
  bool stem = false;  ///< plain words outside quotes mean stem:word
  std::map<std::string, std::string, std::less<>> saved;  ///< @name -> query, from the configuration
  std::uint32_t max_depth = 250;     ///< brackets, NOT, NEAR and saved queries inside each other
  std::uint32_t max_clauses = 10000;  ///< words, labels and fields
};

/// Error: usage, where "query:COLUMN" (in characters, from 1); the remedy ends with the query and a caret under the place.
[[nodiscard]] Result<Query> parse_query(std::string_view text, const ParseOptions& options = {});

/// Two lines: the query around `span` (cut to some 60 characters each side) and carets below it, aligned by character.
[[nodiscard]] std::string point_at(std::string_view text, QuerySpan span);

}  // namespace concord
