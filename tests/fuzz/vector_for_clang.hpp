// Included before everything in the fuzz preset. clang 14 evaluates C++20's constexpr destructor of std::vector<JSON> inside
// libqpdf's class JSON, where JSON is incomplete, and refuses the header; a vector that is not constexpr, as in C++17, will do.
#pragma once
#include <memory>
#include <string>
#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR
#define __fill_a1 __fill_bits  // was declared constexpr before
#include <vector>
#undef __fill_a1
#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR constexpr
/// The renamed one, under the name that the library calls.
__attribute__((weak)) void fill_bits(std::_Bit_iterator begin, std::_Bit_iterator end,
                                     const bool& value) __asm__("_ZSt9__fill_a1St13_Bit_iteratorS_RKb");
void fill_bits(std::_Bit_iterator begin, std::_Bit_iterator end, const bool& value) {
    for (; begin != end; ++begin) *begin = value;
}
