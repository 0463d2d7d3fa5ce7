#include "announce.hpp"

#include <avahi-client/client.h>
#include <avahi-client/publish.h>
#include <avahi-common/alternative.h>
#include <avahi-common/error.h>
#include <avahi-common/malloc.h>
#include <avahi-common/thread-watch.h>

#include <array>

#include "quillport/runtime/log.hpp"

namespace quillport::ipp {
namespace {

using PollPtr = std::unique_ptr<AvahiThreadedPoll, Deleter<avahi_threaded_poll_free>>;
using TextPtr = std::unique_ptr<AvahiStringList, Deleter<avahi_string_list_free>>;

TextPtr text_of(const Printer& printer, const PrinterSettings& settings, bool proof) {
    const bool pdf = printer.service == PrintService::Pdf;
    AvahiStringList* list = nullptr;
    const auto add = [&list](const char* key, const std::string& value) {
        list = avahi_string_list_add_pair(list, key, value.c_str());
    };
    add("txtvers", "1");
    add("qtotal", "1");
    add("rp", printer.path.substr(1));
    add("ty", "Quillport Capture");
    add("product", "(Quillport)");
    add("note", settings.location);
    add("pdl", pdf ? "application/pdf" : "application/pdf,image/jpeg,image/png,image/pwg-raster,image/urf");
    // Phones list only printers that speak of URF; "none" makes them send PDF.
    add("URF", pdf ? "none" : "V1.4,CP1,DM1,IS1,MT1,OB10,PQ3-4-5,RS300,SRGB24,W8");
    add("UUID", printer.uuid.substr(9));
    add("adminurl", "https://" + settings.host + ":" + std::to_string(settings.port) + "/");
    add("Color", "T");
    add("Duplex", "T");
    add("Copies", "T");
    add("kind", "document");
    add("TLS", "1.2");
    if (proof) add("air", "username,password");
    // A list grows at its head, and txtvers belongs to the front (RFC 6763 §6.7).
    return TextPtr(avahi_string_list_reverse(list));
}

/// The printer under its title, or "Quillport #2" where the title is taken in the network.
struct Service {
    const Printer* printer;
    std::string title;
    TextPtr text;
};

}  // namespace

struct Announcement::Avahi {
    const Context& context;
    PollPtr poll;
    AvahiClient* client = nullptr;
    AvahiEntryGroup* group = nullptr;
    std::vector<Service> services;

    explicit Avahi(const Context& c) : context(c) {
        for (const Printer& printer : c.printers)
            services.push_back({&printer, printer.title, text_of(printer, c.settings, c.access != nullptr)});
    }
    ~Avahi() {
        if (poll) avahi_threaded_poll_stop(poll.get());
        if (client != nullptr) avahi_client_free(client);  // its groups go with it
    }
    Avahi(const Avahi&) = delete;
    Avahi& operator=(const Avahi&) = delete;

    void add(const Service& service, const char* type, const char* universal) {
        const auto port = static_cast<std::uint16_t>(context.settings.port);
        const char* name = service.title.c_str();
        if (avahi_entry_group_add_service_strlst(group, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC, AvahiPublishFlags{}, name, type,
                                                 nullptr, nullptr, port, service.text.get()) < 0)
            return;
        avahi_entry_group_add_service_subtype(group, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC, AvahiPublishFlags{}, name, type,
                                              nullptr, universal);
        if (service.printer->service == PrintService::Everywhere)
            avahi_entry_group_add_service_subtype(group, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC, AvahiPublishFlags{}, name, type,
                                                  nullptr, (std::string("_print._sub.") + type).c_str());
    }

    void publish() {
        if (group == nullptr) group = avahi_entry_group_new(client, group_changed, this);
        if (group == nullptr) return;
        avahi_entry_group_reset(group);
        const bool plain = context.access == nullptr && !context.settings.tls_required;
        for (const Service& service : services) {
            add(service, "_ipps._tcp", "_universal._sub._ipps._tcp");
            if (plain) add(service, "_ipp._tcp", "_universal._sub._ipp._tcp");
        }
        avahi_entry_group_commit(group);
    }

    static void group_changed(AvahiEntryGroup* group, AvahiEntryGroupState state, void* self) {
        auto* avahi = static_cast<Avahi*>(self);
        avahi->group = group;
        if (state != AVAHI_ENTRY_GROUP_COLLISION) return;
        for (Service& service : avahi->services) {
            char* other = avahi_alternative_service_name(service.title.c_str());
            service.title = other;
            avahi_free(other);
        }
        avahi->publish();
    }

    static void client_changed(AvahiClient* client, AvahiClientState state, void* self) {
        auto* avahi = static_cast<Avahi*>(self);
        avahi->client = client;
        if (state == AVAHI_CLIENT_S_RUNNING) {
            avahi->publish();
            runtime::log(runtime::LogLevel::Info, "printer.announced", {{"printers", avahi->services.size()}});
        }
        if (state == AVAHI_CLIENT_S_COLLISION && avahi->group != nullptr) avahi_entry_group_reset(avahi->group);
    }
};

Announcement::Announcement(const Context& context) {
    auto avahi = std::make_unique<Avahi>(context);
    avahi->poll.reset(avahi_threaded_poll_new());
    if (!avahi->poll) return;
    int error = 0;
    avahi->client = avahi_client_new(avahi_threaded_poll_get(avahi->poll.get()), AVAHI_CLIENT_NO_FAIL, Avahi::client_changed,
                                     avahi.get(), &error);
    if (avahi->client == nullptr) {
        runtime::log(runtime::LogLevel::Info, "printer.not_announced", {{"reason", avahi_strerror(error)}});
        return;
    }
    avahi_threaded_poll_start(avahi->poll.get());
    avahi_ = std::move(avahi);
}

Announcement::~Announcement() = default;

}  // namespace quillport::ipp
