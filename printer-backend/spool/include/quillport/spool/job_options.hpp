#pragma once
#include "quillport/contract/spool.hpp"

namespace quillport::spool {

/// Takes the options' text apart by libcups (quotes, backslashes, collections) into job.options, beside those that stand there.
/// Options that the PPD offers (QuillLanguage, QuillSend) become the options that they stand for (quill-language, quill-send)
/// where those are not given. Not the backend's work, which starts with each job: loading libcups would cost more than all that
/// it does. Thread-safe.
void take_options(contract::SpoolHeader& header);

}  // namespace quillport::spool
