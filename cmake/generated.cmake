# What is compiled in rather than read at run time: migrations, static files, translations.
# tools/embed.py and tools/translations.py write one .cpp each; their headers stand in src/.
find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)

set(embed "${CMAKE_SOURCE_DIR}/tools/embed.py")
set(translations "${CMAKE_SOURCE_DIR}/tools/translations.py")
set(generated "${CMAKE_BINARY_DIR}/generated")
file(MAKE_DIRECTORY "${generated}")

file(GLOB_RECURSE migrations CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/*.sql")
file(GLOB_RECURSE assets CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/assets/dist/*")
file(GLOB_RECURSE catalogues CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/*.po")
file(GLOB_RECURSE translated CONFIGURE_DEPENDS
     "${CMAKE_SOURCE_DIR}/src/*.cpp" "${CMAKE_SOURCE_DIR}/src/*.h")

# overens_generated(NAME COMMAND … DEPENDS …) makes library overens_NAME of generated/NAME.cpp.
function(overens_generated name)
  cmake_parse_arguments(generated "" "" "COMMAND;DEPENDS" ${ARGN})
  set(output "${CMAKE_BINARY_DIR}/generated/${name}.cpp")
  add_custom_command(OUTPUT "${output}" COMMENT "Generating ${name}.cpp" VERBATIM
                     COMMAND Python3::Interpreter ${generated_COMMAND} "${output}"
                     DEPENDS ${generated_DEPENDS})
  add_library(overens_${name} STATIC "${output}")
  target_include_directories(overens_${name} PRIVATE "${CMAKE_SOURCE_DIR}/src")
  # A file as one string literal is longer than the standard asks compilers to take.
  target_compile_options(overens_${name} PRIVATE -Wno-overlength-strings)
endfunction()

overens_generated(migrations COMMAND "${embed}" migrations "${CMAKE_SOURCE_DIR}/src"
                  DEPENDS "${embed}" ${migrations})
overens_generated(assets COMMAND "${embed}" assets "${CMAKE_SOURCE_DIR}/assets/dist"
                  DEPENDS "${embed}" ${assets})
overens_generated(catalogue COMMAND "${translations}" generate
                  DEPENDS "${translations}" ${catalogues})

# An untranslated string or a lost placeholder fails the build of what people get to see.
add_custom_command(OUTPUT "${generated}/translations.checked" COMMENT "Checking translations"
                   COMMAND Python3::Interpreter "${translations}" check
                   COMMAND "${CMAKE_COMMAND}" -E touch "${generated}/translations.checked"
                   DEPENDS "${translations}" ${translated} ${catalogues} VERBATIM)
add_custom_target(overens_translations DEPENDS "${generated}/translations.checked")
