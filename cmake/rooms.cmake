# A room is a folder of src/: a static library, its helpers for tests, and its tests.
# A room without files yet is an empty interface library, so that the rest configures.

# Splits the .cpp files below src/FOLDER into PREFIX_sources, PREFIX_testing (helpers that only
# tests may link: *_testing.cpp, test_app*.cpp) and PREFIX_tests (*_test.cpp).
function(overens_files folder prefix)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${folder}/*.cpp")
  list(REMOVE_ITEM sources "${CMAKE_SOURCE_DIR}/src/app/main.cpp")
  set(tests ${sources})
  set(testing ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER testing INCLUDE REGEX "(_testing|/test_app[^/]*)\\.cpp$")
  if(tests OR testing)
    list(REMOVE_ITEM sources ${tests} ${testing})
  endif()
  set(${prefix}_sources ${sources} PARENT_SCOPE)
  set(${prefix}_testing ${testing} PARENT_SCOPE)
  set(${prefix}_tests ${tests} PARENT_SCOPE)
endfunction()

# Who links the library sees what LINKS names, and not what PACKAGES names.
function(overens_library target)
  cmake_parse_arguments(library "" "" "SOURCES;LINKS;PACKAGES" ${ARGN})
  if(library_SOURCES)
    add_library(${target} STATIC ${library_SOURCES})
    target_link_libraries(${target} PUBLIC ${library_LINKS} PRIVATE ${library_PACKAGES})
    target_include_directories(${target} PUBLIC "${CMAKE_SOURCE_DIR}/src")
  else()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE ${library_LINKS})
    target_include_directories(${target} INTERFACE "${CMAKE_SOURCE_DIR}/src")
  endif()
endfunction()

# Half of what a page costs to compile is reading the same headers, so they are read once for all
# features and once for their tests. No file may count on it: each includes what it uses.
function(overens_precompile target)
  target_precompile_headers(${target} PRIVATE
    <algorithm> <functional> <map> "\"features/feature.h\"" "\"web/page.h\"" ${ARGN})
  target_compile_options(${target} PRIVATE -fpch-preprocess)  # for ccache
endfunction()

# overens_room(NAME LINKS <libraries of ours> PACKAGES <libraries of others> JUDGES <libraries of
# others for its tests>) makes overens_NAME, overens_NAME_testing and, for a floor, NAME_tests.
# Features and app are tested in overens_tests.
function(overens_room name)
  cmake_parse_arguments(room "" "" "LINKS;PACKAGES;JUDGES" ${ARGN})
  overens_files(${name} files)
  overens_library(overens_${name} SOURCES ${files_sources}
                  LINKS ${room_LINKS} PACKAGES ${room_PACKAGES})
  if(name STREQUAL "features")
    overens_precompile(overens_features)
    # Most of what is compiled, and little of what runs: the work of a page is done by the floors
    # below. It takes a sixth less time to compile and under 1 % more instructions a page.
    target_compile_options(overens_features PRIVATE $<$<CONFIG:Release>:-O1>)
  endif()
  if(NOT OVERENS_TESTS)
    return()
  endif()
  set(testing_below ${room_LINKS})
  list(FILTER testing_below INCLUDE REGEX "^overens_(base|db|web|formats|post|features)$")
  list(TRANSFORM testing_below APPEND _testing)
  overens_library(overens_${name}_testing SOURCES ${files_testing}
                  LINKS overens_${name} ${testing_below} GTest::gtest)
  if(name STREQUAL "features" OR name STREQUAL "app")
    set_property(GLOBAL APPEND PROPERTY overens_tests_files ${files_tests})
  elseif(files_tests)
    add_executable(${name}_tests ${files_tests})
    target_link_libraries(${name}_tests PRIVATE overens_${name}_testing ${room_JUDGES}
                          GTest::gtest_main)
    add_test(NAME ${name}_tests COMMAND ${name}_tests)
  endif()
endfunction()

function(overens_program)
  set(main "${CMAKE_SOURCE_DIR}/src/app/main.cpp")
  if(EXISTS "${main}")
    add_executable(overens "${main}")
    target_link_libraries(overens PRIVATE overens_app)
    if(OVERENS_TCMALLOC)
      target_link_libraries(overens PRIVATE PkgConfig::tcmalloc)
    endif()
    add_dependencies(overens overens_translations)
  endif()
endfunction()

# Everything of features and app, through the front door.
function(overens_tests)
  get_property(tests GLOBAL PROPERTY overens_tests_files)
  if(OVERENS_TESTS AND tests)
    add_executable(overens_tests ${tests})
    target_link_libraries(overens_tests PRIVATE overens_app_testing GTest::gtest_main)
    overens_precompile(overens_tests "\"app/test_app.h\"" <gtest/gtest.h>)
    add_dependencies(overens_tests overens_translations)
    add_test(NAME overens_tests COMMAND overens_tests WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  endif()
endfunction()
