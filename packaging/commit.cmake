# SPDX-License-Identifier: MIT
# Writes the commit of SOURCE into FILE, a header; an empty one where there is no repository.
find_package(Git QUIET)
set(commit "")
if(Git_FOUND)
    execute_process(COMMAND ${GIT_EXECUTABLE} -C ${SOURCE} rev-parse --short=12 HEAD
        OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
set(text "#define HEADGATE_COMMIT \"${commit}\"\n")
set(known "")
if(EXISTS ${FILE})
    file(READ ${FILE} known)
endif()
if(NOT known STREQUAL text)
    file(WRITE ${FILE} "${text}")
endif()
