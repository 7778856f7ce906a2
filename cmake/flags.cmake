# How each of our own files is compiled. -Werror is a preset's choice
# (CMAKE_COMPILE_WARNING_AS_ERROR), so that a newer compiler does not break a release.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow
                    "-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.")
add_link_options(-Wl,--as-needed)

# Both only save time; neither is required.
find_program(OVERENS_CCACHE ccache)
if(OVERENS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${OVERENS_CCACHE}")
endif()
find_program(OVERENS_MOLD mold)
if(OVERENS_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
