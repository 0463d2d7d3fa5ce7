#pragma once
#include <string>
#include <vector>

#include "quillport/worker/client.hpp"

namespace quillport::test {

/// A document of the corpus (tests/corpus/print).
[[nodiscard]] Bytes printed(const std::string& name);

/// The worker that converts in these tests; patient, since a busy machine is no failure here.
[[nodiscard]] worker::Client& client();

/// The PDF of a document; the test fails when there is none, or when qpdf finds anything wrong with it.
[[nodiscard]] Bytes converted(BytesView document);

/// The first page of a document of the corpus as pdftoppm draws it: a file in netpbm's P5 form.
[[nodiscard]] std::string printed_file_as_grey(const std::string& name, int dpi);

/// What pdftotext reads in it.
[[nodiscard]] std::string text_in(BytesView pdf, const std::string& options = "-layout");
[[nodiscard]] int pages_in(BytesView pdf);

/// The tags that the worker finds in it, as written, in order.
[[nodiscard]] std::vector<std::string> tags_in(BytesView pdf);

[[nodiscard]] inline bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace quillport::test
