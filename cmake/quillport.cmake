# What every target of the house shares: language level, warnings, sanitizers, hardening, and four ways to declare a target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

set(QUILLPORT_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize=")
option(QUILLPORT_WERROR "Warnings are errors" OFF)
option(QUILLPORT_HARDEN "Hardening flags for what is shipped" OFF)

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# A clone elsewhere on the machine shares the cache: paths are relative to the source tree.
find_program(QUILLPORT_CCACHE ccache)
if(QUILLPORT_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros ${QUILLPORT_CCACHE})
endif()
find_program(QUILLPORT_MOLD mold)

add_library(quillport_flags INTERFACE)
target_compile_options(quillport_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
  -ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)
target_compile_definitions(quillport_flags INTERFACE QUILLPORT_VERSION="${PROJECT_VERSION}")
# No program loads at its start what it does not use.
target_link_options(quillport_flags INTERFACE -Wl,--as-needed)
if(QUILLPORT_WERROR)
  target_compile_options(quillport_flags INTERFACE -Werror)
endif()
if(QUILLPORT_SANITIZE)
  target_compile_options(quillport_flags INTERFACE -fsanitize=${QUILLPORT_SANITIZE} -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(quillport_flags INTERFACE -fsanitize=${QUILLPORT_SANITIZE})
  target_compile_definitions(quillport_flags INTERFACE QUILLPORT_SANITIZED=1)
endif()
if(QUILLPORT_HARDEN)
  target_compile_options(quillport_flags INTERFACE -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS -fstack-protector-strong
    -fstack-clash-protection -fcf-protection)
  target_link_options(quillport_flags INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  include(CheckPIESupported)
  check_pie_supported()
endif()
if(QUILLPORT_MOLD)
  target_link_options(quillport_flags INTERFACE -fuse-ld=mold)
endif()

# quillport_library(NAME SOURCES... LINK public targets... PRIVATE third parties...)
# The library shows include/ and hides src/.
function(quillport_library NAME)
  cmake_parse_arguments(Q "" "" "SOURCES;LINK;PRIVATE" ${ARGN})
  add_library(quillport_${NAME} STATIC ${Q_SOURCES})
  add_library(quillport::${NAME} ALIAS quillport_${NAME})
  target_include_directories(quillport_${NAME} PUBLIC include PRIVATE src)
  target_link_libraries(quillport_${NAME} PUBLIC ${Q_LINK} PRIVATE quillport_flags ${Q_PRIVATE})
endfunction()

# quillport_program(NAME SOURCES... LINK...): one small main.cpp that wires libraries together.
function(quillport_program NAME)
  cmake_parse_arguments(Q "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${NAME} ${Q_SOURCES})
  target_link_libraries(${NAME} PRIVATE quillport_flags ${Q_LINK})
endfunction()

# quillport_tests(NAME LEVEL unit|golden SOURCES... LINK...): one Catch2 program, one line of ctest.
# Tests find their inputs below QUILLPORT_SOURCE_DIR and the programs below QUILLPORT_BINARY_DIR.
function(quillport_tests NAME)
  cmake_parse_arguments(Q "" "LEVEL" "SOURCES;LINK" ${ARGN})
  add_executable(${NAME} ${Q_SOURCES})
  target_link_libraries(${NAME} PRIVATE quillport_flags quillport_catch_main ${Q_LINK})
  target_compile_definitions(${NAME} PRIVATE
    QUILLPORT_SOURCE_DIR="${CMAKE_SOURCE_DIR}" QUILLPORT_BINARY_DIR="${CMAKE_BINARY_DIR}")
  add_test(NAME ${Q_LEVEL}.${NAME} COMMAND ${NAME})
  set_tests_properties(${Q_LEVEL}.${NAME} PROPERTIES LABELS ${Q_LEVEL} TIMEOUT 1200)
endfunction()
