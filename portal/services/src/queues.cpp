#include "quillport/services/queues.hpp"

#include "queue_row.hpp"
#include "quillport/runtime/random.hpp"
#include "quillport/services/problem.hpp"
#include "validate.hpp"

namespace quillport::services {

Result<store::Queue> queue_row(store::Tx& tx, Context& context, const OrganisationId& organisation, const std::string& name) {
    auto known = store::find_queue(tx, organisation, name);
    if (known.ok() || known.error().code != ErrorCode::NotFound) return known;
    store::Queue queue;
    queue.id = {runtime::new_id(context.random)};
    queue.organisation = organisation;
    queue.name = name;
    queue.policy = store::OwnerPolicy::JobUser;
    queue.created = context.clock.now();
    auto id = store::save_queue(tx, queue);
    if (!id.ok()) return id.error();
    queue.id = id.value();
    return queue;
}

Result<Queue> queue_settings(Context& context, const OrganisationId& organisation, const std::string& name) {
    if (name.empty() || !is_one_line(name, 127)) return refusal(ErrorCode::InvalidInput, "queue", "queue");
    auto row = context.store.read([&](store::Reader& reader) { return store::find_queue(reader, organisation, name); });
    if (row.ok()) return Queue{row.value().name, row.value().auto_send, row.value().tags};
    if (row.error().code != ErrorCode::NotFound) return row.error();
    return Queue{name, false, {}};
}

Result<std::vector<Queue>> list_queues(Context& context, const OrganisationId& organisation) {
    auto rows = context.store.read([&](store::Reader& reader) { return store::list_queues(reader, organisation); });
    if (!rows.ok()) return rows.error();
    std::vector<Queue> queues;
    for (const store::Queue& row : rows.value()) queues.push_back({row.name, row.auto_send, row.tags});
    return queues;
}

Result<void> set_queue_tags(Context& context, const OrganisationId& organisation, const std::string& name,
                            const TagSettings& settings) {
    if (name.empty() || !is_one_line(name, 127)) return refusal(ErrorCode::InvalidInput, "queue", "queue");
    // Settings are read before the document, and only the worker knows the tag language.
    const auto checked = context.tools.inspect(bytes_of("no document"), settings);
    if (!checked.ok() && checked.error().code == ErrorCode::InvalidInput)
        return refusal(ErrorCode::InvalidInput, checked.error().what + ": " + checked.error().detail, "tag_settings");
    if (!checked.ok() && checked.error().code == ErrorCode::Unavailable) return checked.error();
    return context.store.write([&](store::Tx& tx) -> Result<void> {
        auto queue = queue_row(tx, context, organisation, name);
        if (!queue.ok()) return queue.error();
        queue.value().tags = settings;
        auto saved = store::save_queue(tx, queue.value());
        if (!saved.ok()) return saved.error();
        return {};
    });
}

}  // namespace quillport::services
