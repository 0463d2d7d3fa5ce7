#include <algorithm>

#include "increment_writer.hpp"
#include "plan_objects.hpp"
#include "quillport/runtime/digest.hpp"
#include "syntax.hpp"

namespace quillport::pdf {
namespace {

// Adds what the document does not have yet. \returns false for an empty value, which no reader could use.
class ValidationWriter {
  public:
    ValidationWriter(SigningPlan& plan, ObjectSink& sink) : plan_(plan), sink_(sink) {}

    [[nodiscard]] bool add(ValidationKind kind, const std::vector<Bytes>& values) {
        for (const Bytes& value : values) {
            if (value.empty()) return false;
            std::string hash = runtime::sha256_hex(value);
            const bool known =
                std::any_of(plan_.validation.begin(), plan_.validation.end(),
                            [&](const PlannedValidation& stored) { return stored.kind == kind && stored.sha256 == hash; });
            if (known) continue;
            const int object = sink_.add("<< /Length " + std::to_string(value.size()) + " >>\nstream\n" +
                                         std::string(text_of(value)) + "\nendstream");
            plan_.validation.push_back({kind, std::move(hash), syntax::reference(object)});
            added_ = true;
        }
        return true;
    }
    [[nodiscard]] bool added_any() const noexcept { return added_; }

  private:
    SigningPlan& plan_;
    ObjectSink& sink_;
    bool added_ = false;
};

// ISO 32000-2 §12.8.4.3: the catalog's /DSS. Where there is none it becomes an object of its own, so that the catalog is
// written once.
void mark_dss(SigningPlan& plan, ObjectSink& sink, bool is_new) {
    if (is_new) {
        plan.dss = {sink.reserve(), {{"/Type", "/DSS"}}};
        plan.catalog["/DSS"] = syntax::reference(plan.dss.object);
        plan.unwritten.insert(plan.catalog_object);
    }
    plan.unwritten.insert(holder_of(plan, plan.dss));
}

// A name that no field of the document has, as far as the plan and what it wrote before can tell.
std::string time_stamp_name(int object) { return "quillport_time_stamp_" + std::to_string(object); }

}  // namespace

Result<ValidationIncrement> build_validation_data(const SigningPlan& plan, const ValidationData& data) {
    SigningPlan next = plan;
    ObjectSink sink(next.next_object);
    const bool is_new = next.dss.object == 0 && next.dss.entries.empty() && next.validation.empty();
    ValidationWriter writer(next, sink);
    if (!writer.add(ValidationKind::Certificate, data.certificates) ||
        !writer.add(ValidationKind::OcspResponse, data.ocsp_responses) || !writer.add(ValidationKind::Crl, data.crls)) {
        return Error{ErrorCode::InvalidInput, "validation data without content", {}};
    }
    if (!writer.added_any()) return ValidationIncrement{{}, plan};
    mark_dss(next, sink, is_new);
    return write_increment(std::move(next), sink);
}

Result<PendingIncrement> build_time_stamp(const SigningPlan& plan, std::size_t hole, runtime::DigestAlgorithm digest) {
    if (!is_hole(hole)) return Error{ErrorCode::InvalidInput, "no room for the time-stamp", {}};
    SigningPlan next = plan;
    ObjectSink sink(next.next_object);
    const int field = sink.reserve();
    SignatureSlot slot;
    slot.object = sink.reserve();
    slot.head = "/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161";
    slot.hole = hole;
    slot.digest = digest;
    list_field(next, sink, field);
    sink.set(field, "<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect [0 0 0 0] /T " +
                        syntax::text_string(time_stamp_name(field)) + " /P " + reference_in(next, next.page.object) + " /V " +
                        syntax::reference(slot.object) + " >>");
    return write_increment(std::move(next), sink, slot);
}

}  // namespace quillport::pdf
