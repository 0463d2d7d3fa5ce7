#include "handlers.hpp"

namespace quillport::http {

Handler handler_of(contract::Operation operation) noexcept {
    switch (operation) {
#define QUILLPORT_OPERATION(enumerator, function) \
    case contract::Operation::enumerator:         \
        return &function;
#include "quillport/contract/operations.inc"
#undef QUILLPORT_OPERATION
    }
    return nullptr;
}

}  // namespace quillport::http
