#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace quillport::agent {

/// Everything that the agent says, in the languages of the pages.
class Texts {
  public:
    /// `locale`: "sl_SI.UTF-8", as setlocale(3) reads it; English when it names none of ours.
    explicit Texts(std::string_view locale);
    /// The language of LC_ALL, LC_MESSAGES or LANG.
    [[nodiscard]] static Texts of_environment();

    [[nodiscard]] std::string ready() const;  ///< title of a draft's notification
    [[nodiscard]] std::string open() const;   ///< its button
    [[nodiscard]] std::string many_ready(std::size_t count) const;
    [[nodiscard]] std::string in_inbox() const;
    [[nodiscard]] std::string refused(const std::string& title) const;
    /// Why a document was not taken; `english`: what the portal says, for reasons that have no sentence here.
    [[nodiscard]] std::string reason(std::string_view key, const std::string& english) const;
    [[nodiscard]] std::string token_over() const;
    [[nodiscard]] std::string token_again(const std::string& url) const;

  private:
    std::size_t language_ = 0;
};

}  // namespace quillport::agent
