#pragma once
#include <array>
#include <cstring>
#include <vector>

namespace quillport::ipp {

inline constexpr int kMostCopies = 999;
inline constexpr std::array kSides = {"one-sided", "two-sided-long-edge", "two-sided-short-edge"};

/// A sheet as PWG 5101.1 names it; hundredths of a millimetre.
struct Medium {
    const char* name;
    int width;
    int height;
};
inline constexpr std::array kMedia = {
    Medium{"iso_a4_210x297mm", 21000, 29700},   Medium{"iso_a3_297x420mm", 29700, 42000},
    Medium{"iso_a5_148x210mm", 14800, 21000},   Medium{"iso_a6_105x148mm", 10500, 14800},
    Medium{"na_letter_8.5x11in", 21590, 27940}, Medium{"na_legal_8.5x14in", 21590, 35560},
    Medium{"na_ledger_11x17in", 27940, 43180},  Medium{"na_executive_7.25x10.5in", 18415, 26670},
    Medium{"na_index-4x6_4x6in", 10160, 15240},
};

/// Nothing is printed, so there are no margins; but CUPS makes only "borderless" sheets of a printer that says 0, and then its
/// default sheet is none of them and pages are scaled (measured). A hundredth of a millimetre is no margin and no zero.
inline constexpr int kMargin = 1;

[[nodiscard]] inline const Medium* medium_named(const char* name) {
    if (name != nullptr)
        for (const Medium& medium : kMedia)
            if (std::strcmp(medium.name, name) == 0) return &medium;
    return nullptr;
}

/// Names of the job attributes that are understood, for job-creation-attributes-supported.
[[nodiscard]] std::vector<const char*> known_job_attributes();

}  // namespace quillport::ipp
