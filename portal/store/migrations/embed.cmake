# Makes a .cpp out of the migrations: cmake -DOUTPUT=... -DFOLDER=... -P embed.cmake
file(GLOB files LIST_DIRECTORIES false ${FOLDER}/[0-9][0-9][0-9][0-9]_*.sql)
list(SORT files)
set(rows "")
set(expected 0)
foreach(path ${files})
  get_filename_component(name ${path} NAME_WE)
  string(SUBSTRING ${name} 0 4 digits)
  math(EXPR expected "${expected} + 1")
  math(EXPR number "1${digits} - 10000")
  if(NOT number EQUAL expected)
    message(FATAL_ERROR "migrations are numbered without gaps: ${name} is not number ${expected}")
  endif()
  file(READ ${path} text)
  string(APPEND rows "    {${number}, \"${name}\", R\"sql(${text})sql\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made from migrations/*.sql by migrations/embed.cmake.
#include <array>

#include \"migrations.hpp\"

namespace quillport::store {

std::span<const Migration> all_migrations() noexcept {
    static constexpr auto kAll = std::to_array<Migration>({
${rows}    });
    return kAll;
}

}  // namespace quillport::store
")
