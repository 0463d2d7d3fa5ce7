#include "operands.hpp"

#include <vector>

#include "content_lexer.hpp"

namespace quillport::pdf {
namespace {

using Operator = ShownOperand::Operator;

class OperandCollector {
  public:
    OperandCollector(std::string_view stream, const std::set<std::uint32_t>& wanted) : stream_(stream), wanted_(wanted) {}

    std::map<std::uint32_t, ShownOperand> run();

  private:
    void keep(const Token& string, Operator op, const Token& word);
    void array(const Token& word);
    void apply(const Token& word);
    [[nodiscard]] std::string source(const Token& token) const {
        return std::string(stream_.substr(token.begin, token.end - token.begin));
    }

    std::string_view stream_;
    const std::set<std::uint32_t>& wanted_;
    std::vector<Token> operands_;
    std::map<std::uint32_t, ShownOperand> found_;
};

void OperandCollector::keep(const Token& string, Operator op, const Token& word) {
    if (wanted_.count(string.begin) == 0) return;
    ShownOperand& operand = found_[string.begin];
    operand.begin = string.begin;
    operand.end = string.end;
    operand.op_end = word.end;
    operand.value = std::string(string.text);
    operand.op = op;
    if (op != Operator::DoubleQuote) return;
    const Token& word_spacing = operands_[operands_.size() - 3];
    operand.lead_begin = word_spacing.begin;
    operand.word_spacing = source(word_spacing);
    operand.char_spacing = source(operands_[operands_.size() - 2]);
}

void OperandCollector::array(const Token& word) {
    if (operands_.empty() || operands_.back().kind != TokenKind::ArrayClose) return;
    int depth = 0;
    for (std::size_t i = operands_.size(); i-- > 0;) {
        const TokenKind kind = operands_[i].kind;
        if (kind == TokenKind::ArrayClose) ++depth;
        if (kind == TokenKind::ArrayOpen && --depth == 0) return;
        if (kind == TokenKind::String && depth == 1) keep(operands_[i], Operator::TJ, word);
    }
}

void OperandCollector::apply(const Token& word) {
    if (word.text == "TJ") return array(word);
    if (operands_.empty() || operands_.back().kind != TokenKind::String) return;
    if (word.text == "Tj") keep(operands_.back(), Operator::Tj, word);
    if (word.text == "'") keep(operands_.back(), Operator::Quote, word);
    if (word.text == "\"" && operands_.size() >= 3) keep(operands_.back(), Operator::DoubleQuote, word);
}

std::map<std::uint32_t, ShownOperand> OperandCollector::run() {
    ContentLexer lexer(stream_);
    int depth = 0;
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        if (token.kind == TokenKind::ArrayOpen) ++depth;
        if (token.kind == TokenKind::ArrayClose && depth > 0) --depth;
        if (token.kind != TokenKind::Word) {
            if (operands_.size() < ContentLexer::kMaxOperands) operands_.push_back(token);
            continue;
        }
        if (depth > 0 && token.text != "BT" && token.text != "ET") continue;
        depth = 0;
        if (token.text == "ID") lexer.skip_image_data();
        apply(token);
        operands_.clear();
        lexer.forget_strings();
    }
    return std::move(found_);
}

}  // namespace

std::map<std::uint32_t, ShownOperand> shown_operands(std::string_view stream, const std::set<std::uint32_t>& wanted) {
    return OperandCollector(stream, wanted).run();
}

}  // namespace quillport::pdf
