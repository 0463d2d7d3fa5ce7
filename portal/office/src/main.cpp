#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <iterator>
#include <string_view>
#include <thread>

#include "folder.hpp"
#include "kit.hpp"
#include "messages.hpp"
#include "quillport/runtime/confine.hpp"
#include "quillport/runtime/file.hpp"
#include "server.hpp"

namespace {

using namespace quillport;
using namespace quillport::worker;

office::Kit& kit() {
    static office::Kit only;
    return only;
}

/// The folder of the job is its working folder.
Result<Bytes> convert(BytesView arguments, BytesView document) {
    const auto order = parsed<OfficeOrder>(arguments);
    if (!order.ok()) return order.error();
    const auto file = std::filesystem::current_path() / ("document." + order.value().extension);
    const runtime::Descriptor written(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!written.valid()) return runtime::error_from_errno(errno, "giving a document to the office");
    if (auto done = runtime::write_all(written.get(), document); !done.ok()) return done.error();
    return kit().convert(file);
}

/// LibreOffice writes its settings in a thread that ends by itself.
void wait_for_threads() {
    using namespace std::chrono_literals;
    std::error_code ignored;
    for (int i = 0; i < 500 && std::distance(std::filesystem::directory_iterator("/proc/self/task", ignored), {}) > 1; ++i)
        std::this_thread::sleep_for(10ms);
}

/// What it says while it loads is for its developers.
void silence() {
    const runtime::Descriptor nothing(::open("/dev/null", O_WRONLY | O_CLOEXEC));
    ::dup2(nothing.get(), STDERR_FILENO);
}

}  // namespace

/// The fork server of LibreOffice. Started by quillport::worker::Client, which gives it a socket.
int main(int count, char** arguments) {
    if (count != 2 || std::string_view(arguments[1]) != "serve") {
        std::cerr << "quillport-office is started by the portal; it does nothing by itself\n";
        return 2;
    }
    auto profile = Folder::make();
    if (!profile.ok()) return 1;
    const int errors = ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    silence();
    if (kit().load(profile.value().path())) wait_for_threads();
    ::dup2(errors, STDERR_FILENO);
    ::close(errors);
    auto readable = runtime::font_folders();
    const auto folders = office::Kit::folders();
    readable.insert(readable.end(), folders.begin(), folders.end());
    readable.push_back(profile.value().path());
    static constexpr Task kTasks[] = {{static_cast<std::uint32_t>(Operation::Office), "office", convert}};
    const int status = serve({kTasks, readable, nullptr, [] { return kit().get_ready(); }});
    profile.value() = Folder();
    ::_exit(status);
}
