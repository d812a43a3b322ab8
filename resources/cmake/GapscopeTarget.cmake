# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of the project shares: include root, warnings, sanitizers, Qt strictness.

add_library(gapscope_settings INTERFACE)
target_include_directories(gapscope_settings INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(gapscope_settings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion
    # GCC 12 sees overlapping copies in `"text" + string` where there are none (its bug 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
    $<$<BOOL:${GAPSCOPE_WERROR}>:-Werror>)
target_compile_definitions(gapscope_settings INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(GAPSCOPE_SANITIZE)
    target_compile_options(gapscope_settings INTERFACE
        -fsanitize=${GAPSCOPE_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(gapscope_settings INTERFACE -fsanitize=${GAPSCOPE_SANITIZE})
endif()

# gapscope_sources(TARGET [EXCLUDE regex]) adds every .cpp and .h below the current folder.
# Files of a builtin/ folder come in through gapscope_register() only.
function(gapscope_sources target)
    cmake_parse_arguments(arg "" "EXCLUDE" "" ${ARGN})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp"
                                              "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
    list(FILTER found EXCLUDE REGEX "/builtin/[^/]*\\.cpp$")
    if(arg_EXCLUDE)
        list(FILTER found EXCLUDE REGEX "${arg_EXCLUDE}")
    endif()
    target_sources(${target} PRIVATE ${found})
endfunction()

# moc's parser stops at the <compare> header of GCC 12 where it comes before every other standard
# header; the header's own guard keeps it out of moc's sight, which needs nothing from it.
set(CMAKE_AUTOMOC_MOC_OPTIONS "-D_COMPARE")
