#pragma once
#include <optional>
#include <string>

#include "event_hub.hpp"
#include "quillport/contract/routes.hpp"
#include "quillport/http/message.hpp"
#include "quillport/http/portal.hpp"
#include "quillport/services/accounts.hpp"
#include "quillport/services/ceremony.hpp"
#include "quillport/services/context.hpp"
#include "quillport/services/problem.hpp"

namespace quillport::http {

/// What a handler works with beside its request. Who calls was settled by the guard: the route's access says which of the three
/// is there.
struct Context {
    services::Context& services;
    EventHub& events;
    const PortalOptions& options;
    const contract::Route& route;
    services::Client client;
    std::optional<services::User> user;
    std::optional<services::ApiKey> key;
    std::optional<services::Participant> participant;
};

/// True when pages come by https, also from behind a proxy that ends TLS.
[[nodiscard]] bool is_https(const services::Context& context);

}  // namespace quillport::http
