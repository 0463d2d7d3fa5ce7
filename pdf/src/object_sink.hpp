#pragma once
#include <map>
#include <string>

namespace quillport::pdf {

/// New and changed objects of one increment, all of generation 0.
class ObjectSink {
  public:
    explicit ObjectSink(int next_object) : next_(next_object) {}

    /// A number for an object that comes later.
    [[nodiscard]] int reserve() { return next_++; }
    int add(std::string source) {
        objects_[next_] = std::move(source);
        return next_++;
    }
    void set(int object, std::string source) { objects_[object] = std::move(source); }

    [[nodiscard]] int next_object() const noexcept { return next_; }
    [[nodiscard]] const std::map<int, std::string>& objects() const noexcept { return objects_; }

  private:
    int next_;
    std::map<int, std::string> objects_;
};

}  // namespace quillport::pdf
