#include "quillport/store/store.hpp"

#include "engine.hpp"
#include "migrations.hpp"

namespace quillport::store {

Result<std::unique_ptr<Store>> Store::open(const std::string& url, const std::filesystem::path& blob_folder) {
    auto address = parse_address(url);
    if (!address.ok()) return address.error();
    auto blobs = Blobs::open(blob_folder);
    if (!blobs.ok()) return blobs.error();
    auto session = Session::connect(address.value(), Session::Access::ReadWrite);
    if (!session.ok()) return session.error();
    if (auto migrated = migrate(*session.value(), all_migrations()); !migrated.ok()) return migrated.error();
    auto engine = address.value().backend == Backend::Sqlite
                      ? make_sqlite_engine(std::move(address).value(), std::move(session).value())
                      : make_postgresql_engine(std::move(address).value(), std::move(session).value());
    return std::unique_ptr<Store>(new Store(std::move(engine), std::move(blobs).value()));
}

Store::Store(std::unique_ptr<Engine> engine, Blobs blobs) : engine_(std::move(engine)), blobs_(std::move(blobs)) {}
Store::~Store() = default;

Result<void> Store::run_write(const std::function<Result<void>(Tx&)>& f) { return engine_->write(f); }
Result<void> Store::run_read(const std::function<void(Reader&)>& f) { return engine_->read(f); }

Result<void> Store::check() {
    return read([](Reader& reader) -> Result<void> {
        const auto rows = reader.session().query("i", "SELECT MAX(version) FROM schema_version", {});
        if (!rows.ok()) return rows.error();
        return {};
    });
}

}  // namespace quillport::store
