#pragma once
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "revision_snapshot.hpp"

namespace quillport::pdf::revision {

/// Says whether two revisions mean the same by an object: all that can be reached from it is equal. Objects with a role count by
/// identity, because they are compared on their own. Streams are compared as stored. What was found equal is not compared again.
class Equality {
  public:
    Equality(Snapshot& before, Snapshot& after, KnownObjects& known) : before_(before), after_(after), known_(known) {}
    /// Missing and null are the same (ISO 32000-1 §7.3.9). What cannot be read is not equal.
    [[nodiscard]] bool same(const QPDFObjectHandle& before, const QPDFObjectHandle& after);
    /// True when the object itself was not written again and all that it refers to is the same. Also for objects with a role;
    /// false says only that one has to look closer.
    [[nodiscard]] bool untouched_with_all(QPDFObjGen id);

  private:
    using Pair = std::pair<QPDFObjGen, QPDFObjGen>;

    [[nodiscard]] bool same_values(QPDFObjectHandle before, QPDFObjectHandle after);
    [[nodiscard]] bool same_dictionaries(QPDFObjectHandle before, QPDFObjectHandle after);
    [[nodiscard]] bool same_streams(QPDFObjectHandle before, QPDFObjectHandle after);
    [[nodiscard]] bool same_child(const QPDFObjectHandle& before, const QPDFObjectHandle& after);
    [[nodiscard]] bool same_objects(const Pair& ids);
    [[nodiscard]] bool untouched(QPDFObjGen id);
    [[nodiscard]] bool untouched_stream_of_objects(int number);
    [[nodiscard]] bool finish();
    void wait_for(const Pair& ids);
    [[nodiscard]] bool follow_references(QPDFObjGen id);
    [[nodiscard]] bool is_complete(QPDFObjectHandle before) const;
    [[nodiscard]] static bool same_text(QPDFObjectHandle before, QPDFObjectHandle after);

    Snapshot& before_;
    Snapshot& after_;
    KnownObjects& known_;
    std::map<int, bool> streams_of_objects_;
    std::set<Pair> confirmed_;
    std::set<Pair> visiting_;
    std::vector<Pair> waiting_;
};

}  // namespace quillport::pdf::revision
