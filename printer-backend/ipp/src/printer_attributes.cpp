// What a print service tells of itself: RFC 8011 §5.4, PWG 5100.14 (IPP Everywhere), and what AirPrint and Mopria look for.
#include <algorithm>
#include <array>

#include "exchange.hpp"
#include "media.hpp"

namespace quillport::ipp {
namespace {

constexpr ipp_tag_t kGroup = IPP_TAG_PRINTER;

/// Short ways to add to a message of printer attributes. Strings are copied.
class Writer {
  public:
    explicit Writer(ipp_t* to) : to_(to) {}
    void text(const char* name, const std::string& value) { string(IPP_TAG_TEXT, name, value); }
    void name(const char* name, const std::string& value) { string(IPP_TAG_NAME, name, value); }
    void keyword(const char* name, const std::string& value) { string(IPP_TAG_KEYWORD, name, value); }
    void uri(const char* name, const std::string& value) { string(IPP_TAG_URI, name, value); }
    void string(ipp_tag_t tag, const char* name, const std::string& value) {
        ippAddString(to_, kGroup, tag, name, nullptr, value.c_str());
    }
    void strings(ipp_tag_t tag, const char* name, const std::vector<const char*>& values) {
        ippAddStrings(to_, kGroup, tag, name, static_cast<int>(values.size()), nullptr, values.data());
    }
    void keywords(const char* name, const std::vector<const char*>& values) { strings(IPP_TAG_KEYWORD, name, values); }
    void integer(const char* name, int value) { ippAddInteger(to_, kGroup, IPP_TAG_INTEGER, name, value); }
    void integers(ipp_tag_t tag, const char* name, const std::vector<int>& values) {
        ippAddIntegers(to_, kGroup, tag, name, static_cast<int>(values.size()), values.data());
    }
    void choice(const char* name, int value) { ippAddInteger(to_, kGroup, IPP_TAG_ENUM, name, value); }
    void flag(const char* name, bool value) { ippAddBoolean(to_, kGroup, name, value ? 1 : 0); }
    void range(const char* name, int low, int high) { ippAddRange(to_, kGroup, name, low, high); }
    void dpi(const char* name, int value) { ippAddResolution(to_, kGroup, name, IPP_RES_PER_INCH, value, value); }
    void date(const char* name, TimePoint when) {
        ippAddDate(to_, kGroup, name, ippTimeToDate(std::chrono::system_clock::to_time_t(when)));
    }
    void octets(const char* name, const std::string& value) {
        ippAddOctetString(to_, kGroup, name, value.data(), static_cast<int>(value.size()));
    }
    void collections(const char* name, const std::vector<IppPtr>& values) {
        std::vector<const ipp_t*> plain;
        for (const IppPtr& value : values) plain.push_back(value.get());
        ippAddCollections(to_, kGroup, name, static_cast<int>(plain.size()), plain.data());
    }

  private:
    ipp_t* to_;
};

IppPtr size_of(const Medium& medium) {
    IppPtr size(ippNew());
    ippAddInteger(size.get(), kGroup, IPP_TAG_INTEGER, "x-dimension", medium.width);
    ippAddInteger(size.get(), kGroup, IPP_TAG_INTEGER, "y-dimension", medium.height);
    return size;
}

constexpr std::array kMarginNames = {"media-bottom-margin", "media-left-margin", "media-right-margin", "media-top-margin"};

IppPtr sheet_of(const Medium& medium) {
    IppPtr sheet(ippNew());
    const IppPtr size = size_of(medium);
    ippAddString(sheet.get(), kGroup, IPP_TAG_KEYWORD, "media-key", nullptr, medium.name);
    ippAddCollection(sheet.get(), kGroup, "media-size", size.get());
    ippAddString(sheet.get(), kGroup, IPP_TAG_KEYWORD, "media-size-name", nullptr, medium.name);
    for (const char* margin : kMarginNames) ippAddInteger(sheet.get(), kGroup, IPP_TAG_INTEGER, margin, kMargin);
    ippAddString(sheet.get(), kGroup, IPP_TAG_KEYWORD, "media-source", nullptr, "main");
    ippAddString(sheet.get(), kGroup, IPP_TAG_KEYWORD, "media-type", nullptr, "stationery");
    return sheet;
}

std::vector<IppPtr> sheets(std::size_t count = kMedia.size()) {
    std::vector<IppPtr> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(sheet_of(kMedia[i]));
    return all;
}

void add_media(Writer& w) {
    std::vector<const char*> names;
    std::vector<IppPtr> sizes;
    for (const Medium& medium : kMedia) {
        names.push_back(medium.name);
        sizes.push_back(size_of(medium));
    }
    w.keyword("media-default", kMedia[0].name);
    w.keywords("media-supported", names);
    w.keywords("media-ready", names);
    w.collections("media-size-supported", sizes);
    w.collections("media-col-database", sheets());
    w.collections("media-col-ready", sheets());
    w.collections("media-col-default", sheets(1));
    w.keywords("media-col-supported", {"media-bottom-margin", "media-left-margin", "media-right-margin", "media-size",
                                       "media-size-name", "media-source", "media-top-margin", "media-type"});
    for (const char* margin : kMarginNames) w.integer((std::string(margin) + "-supported").c_str(), kMargin);
    w.keyword("media-source-supported", "main");
    w.keyword("media-type-supported", "stationery");
}

void add_template(Writer& w) {
    w.integer("copies-default", 1);
    w.range("copies-supported", 1, kMostCopies);
    w.choice("finishings-default", IPP_FINISHINGS_NONE);
    w.choice("finishings-supported", IPP_FINISHINGS_NONE);
    w.integer("job-priority-default", 50);
    w.integer("job-priority-supported", 1);
    w.name("job-sheets-default", "none");
    w.name("job-sheets-supported", "none");
    w.keyword("multiple-document-handling-default", "separate-documents-collated-copies");
    w.keywords("multiple-document-handling-supported",
               {"separate-documents-collated-copies", "separate-documents-uncollated-copies"});
    w.choice("orientation-requested-default", IPP_ORIENT_PORTRAIT);
    w.integers(IPP_TAG_ENUM, "orientation-requested-supported", {3, 4, 5, 6, 7});
    w.keyword("output-bin-default", "face-down");
    w.keyword("output-bin-supported", "face-down");
    w.keywords("overrides-supported", {"document-number", "pages"});
    w.flag("page-ranges-supported", true);
    w.keyword("print-color-mode-default", "auto");
    w.keywords("print-color-mode-supported", {"auto", "color", "monochrome"});
    w.keyword("print-content-optimize-default", "auto");
    w.keywords("print-content-optimize-supported", {"auto", "graphic", "photo", "text", "text-and-graphic"});
    w.choice("print-quality-default", IPP_QUALITY_NORMAL);
    w.integers(IPP_TAG_ENUM, "print-quality-supported", {3, 4, 5});
    w.keyword("print-rendering-intent-default", "auto");
    w.keyword("print-rendering-intent-supported", "auto");
    w.keyword("print-scaling-default", "none");
    w.keywords("print-scaling-supported", {"auto", "auto-fit", "fill", "fit", "none"});
    w.dpi("printer-resolution-default", 300);
    w.dpi("printer-resolution-supported", 300);
    w.keyword("sides-default", kSides[0]);
    w.keywords("sides-supported", {kSides.begin(), kSides.end()});
}

/// A literal of the table is terminated, and so is each view of it.
std::vector<const char*> format_names(PrintService service) {
    std::vector<const char*> names;
    for (const std::string_view format : formats_of(service)) names.push_back(format.data());
    return names;
}

void add_formats(Writer& w, const Printer& printer) {
    const int k_octets = 1 << 20;
    w.string(IPP_TAG_MIMETYPE, "document-format-default",
             printer.service == PrintService::Pdf ? "application/pdf" : std::string(kAnyFormat));
    w.string(IPP_TAG_MIMETYPE, "document-format-preferred", "application/pdf");
    w.strings(IPP_TAG_MIMETYPE, "document-format-supported", format_names(printer.service));
    w.keywords("compression-supported", {"none", "gzip", "deflate"});
    w.range("job-k-octets-supported", 0, k_octets);
    w.range("pdf-k-octets-supported", 0, k_octets);
    w.keywords("pdf-versions-supported",
               {"adobe-1.3", "adobe-1.4", "adobe-1.5", "adobe-1.6", "iso-32000-1_2008", "iso-32000-2_2017"});
    if (printer.service == PrintService::Pdf) return;
    w.keyword("ipp-features-supported", "ipp-everywhere");
    w.range("jpeg-k-octets-supported", 0, k_octets);
    w.range("jpeg-x-dimension-supported", 0, 16384);
    w.range("jpeg-y-dimension-supported", 1, 16384);
    w.dpi("pwg-raster-document-resolution-supported", 300);
    w.keyword("pwg-raster-document-sheet-back", "normal");
    w.keywords("pwg-raster-document-type-supported", {"sgray_8", "srgb_8"});
    w.keywords("urf-supported", {"V1.4", "CP1", "DM1", "IS1", "MT1", "OB10", "PQ3-4-5", "RS300", "SRGB24", "W8"});
}

void add_abilities(Writer& w) {
    std::vector<int> codes;
    for (const Operation& operation : operations()) codes.push_back(operation.code);
    w.integers(IPP_TAG_ENUM, "operations-supported", codes);
    w.string(IPP_TAG_CHARSET, "charset-configured", "utf-8");
    w.strings(IPP_TAG_CHARSET, "charset-supported", {"us-ascii", "utf-8"});
    w.string(IPP_TAG_LANGUAGE, "natural-language-configured", "en");
    w.string(IPP_TAG_LANGUAGE, "generated-natural-language-supported", "en");
    w.keywords("ipp-versions-supported", {"1.1", "2.0"});
    w.flag("color-supported", true);
    w.integer("pages-per-minute", 600);
    w.integer("pages-per-minute-color", 600);
    w.keyword("identify-actions-default", "display");
    w.keyword("identify-actions-supported", "display");
    w.keywords("job-creation-attributes-supported", known_job_attributes());
    w.flag("job-ids-supported", true);
    w.keyword("job-spooling-supported", "spool");
    w.keyword("pdl-override-supported", "not-attempted");
    w.flag("preferred-attributes-supported", false);
    w.flag("multiple-document-jobs-supported", true);
    w.integer("multiple-operation-time-out", 120);
    w.keyword("multiple-operation-time-out-action", "abort-job");
    w.keyword("printer-get-attributes-supported", "document-format");
    w.keywords("which-jobs-supported", {"all", "completed", "not-completed"});
    w.text("mopria-certified", "1.3");
}

void add_identity(Writer& w, const Exchange& exchange) {
    const Printer& printer = *exchange.printer;
    const PrinterSettings& settings = exchange.context.settings;
    const std::string web = (exchange.encrypted() ? "https://" : "http://") + exchange.authority;
    w.name("printer-name", printer.name);
    w.name("printer-dns-sd-name", printer.title);
    w.text("printer-info", printer.info);
    w.text("printer-location", settings.location);
    w.text("printer-make-and-model", "Quillport Capture");
    w.text("printer-organization", settings.organisation);
    w.text("printer-organizational-unit", "");
    w.text("printer-device-id", printer.service == PrintService::Pdf
                                    ? "MFG:Quillport;MDL:Capture;CMD:PDF;"
                                    : "MFG:Quillport;MDL:Capture;CMD:PDF,PWGRaster,URF,JPEG,PNG;");
    w.uri("printer-uuid", printer.uuid);
    w.uri("printer-more-info", web + "/");
    w.uri("printer-supply-info-uri", web + "/");
    const std::array icons = {web + "/icon-48.png", web + "/icon-128.png", web + "/icon-512.png"};
    w.strings(IPP_TAG_URI, "printer-icons", {icons[0].c_str(), icons[1].c_str(), icons[2].c_str()});
    w.keyword("printer-kind", "document");
}

/// One address for each way that is open: with TLS, and without where that is allowed.
void add_addresses(Writer& w, const Exchange& exchange) {
    const std::string with = exchange.uri_of(exchange.printer->path, true);
    const std::string without = exchange.uri_of(exchange.printer->path, false);
    const char* proof = exchange.context.access == nullptr ? "requesting-user-name" : "basic";
    const bool local = httpAddrLocalhost(httpGetAddress(exchange.http)) != 0;
    const bool open = local || (exchange.context.access == nullptr && !exchange.context.settings.tls_required);
    std::vector<const char*> uris = {with.c_str()};
    std::vector<const char*> security = {"tls"};
    if (open) {
        uris.insert(exchange.encrypted() ? uris.end() : uris.begin(), without.c_str());
        security.insert(exchange.encrypted() ? security.end() : security.begin(), "none");
    }
    w.strings(IPP_TAG_URI, "printer-uri-supported", uris);
    w.keywords("uri-security-supported", security);
    w.keywords("uri-authentication-supported", std::vector<const char*>(uris.size(), proof));
}

void add_state(Writer& w, ipp_t* all, const Exchange& exchange) {
    Context& context = exchange.context;
    const Condition::Report report = context.condition.report();
    const int active = context.jobs.active(exchange.printer->path);
    const int up = static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(exchange.now() - context.start).count()) + 1;
    w.choice("printer-state", report.stopped ? IPP_PSTATE_STOPPED : active > 0 ? IPP_PSTATE_PROCESSING : IPP_PSTATE_IDLE);
    w.keyword("printer-state-reasons", report.reason);
    w.text("printer-state-message", report.message);
    w.flag("printer-is-accepting-jobs", true);
    w.integer("queued-job-count", active);
    w.integer("printer-up-time", up);
    w.date("printer-current-time", exchange.now());
    w.integer("printer-state-change-time", 1);
    w.date("printer-state-change-date-time", context.start);
    w.integer("printer-config-change-time", 1);
    w.date("printer-config-change-date-time", context.start);
    ippAddOutOfBand(all, kGroup, IPP_TAG_UNKNOWN, "printer-geo-location");
    // The one thing of this printer that can run short (syntax: PWG 5100.13 §5.6.5).
    w.octets("printer-supply", "index=1;class=supplyThatIsConsumed;type=other;unit=percent;maxcapacity=100;level=" +
                                   std::to_string(report.free_percent) + ";colorantname=none;");
    w.text("printer-supply-description", "Room on the print server's disk");
}

}  // namespace

void add_printer_attributes(Exchange& exchange) {
    const std::string format = text_value(exchange.request, "document-format");
    if (!is_offered(exchange.printer->service, format))
        return answer(exchange, IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED, "This printer does not take " + format + ".");
    const IppPtr all(ippNew());
    Writer w(all.get());
    add_identity(w, exchange);
    add_addresses(w, exchange);
    add_state(w, all.get(), exchange);
    add_abilities(w);
    add_formats(w, *exchange.printer);
    add_template(w);
    add_media(w);
    const CupsArrayPtr names(ippCreateRequestedArray(exchange.request));
    // It is long, and "all" does not mean it (PWG 5100.7 §6.9.6).
    if (names == nullptr) ippDeleteAttribute(all.get(), ippFindAttribute(all.get(), "media-col-database", IPP_TAG_ZERO));
    add_wanted(exchange.response, all.get(), names.get());
}

}  // namespace quillport::ipp
