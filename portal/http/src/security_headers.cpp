#include "security_headers.hpp"

namespace quillport::http {

void add_security_headers(Response& response, bool https) {
    // Everything comes from the portal itself; page images may be made in the browser (blob:) and small pictures stand in style
    // sheets.
    response.set("Content-Security-Policy",
                 "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; "
                 "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    response.set("X-Content-Type-Options", "nosniff");
    response.set("X-Frame-Options", "DENY");
    response.set("Referrer-Policy", "no-referrer");
    response.set("Cross-Origin-Opener-Policy", "same-origin");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
    response.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()");
    if (https) response.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    if (!response.has("Cache-Control")) response.set("Cache-Control", "no-store");
}

}  // namespace quillport::http
