#pragma once
#include <vector>

#include "words.hpp"

namespace quillport::tags {

/// A letter of a recognised line on its way to the matcher.
struct LineLetter {
    char32_t c = 0;
    std::size_t source = 0;  ///< which letter of the line it was read from; the neighbour's for one that was put in
    double trust = 1;        ///< below 1: changed or put in here
    bool apart = false;      ///< a blank stands before it
    bool put_in = false;     ///< it was not read at all
    bool asked = false;      ///< this change is a guess: its author is asked
};

/// Mends what reading letters from a picture spoils in tags: marks that are lost or read as other brackets ("{sig:1}}",
/// "({sig:1}]"), letters of a known type read as their look-alikes ("$ig"), look-alikes of digits in a role ("{{sig:l}}"), a
/// colon read as something else. Only around known types, and only where a brace is left or all four marks became brackets
/// ("[[sig:1]]"); what could also have been meant otherwise is `asked`. "(sig:1)" stays.
void mend(std::vector<LineLetter>& line, const Vocabulary& words);

}  // namespace quillport::tags
