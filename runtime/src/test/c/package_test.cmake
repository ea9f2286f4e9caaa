# SPDX-License-Identifier: Apache-2.0
# What a user does with the package: find_package, add_subdirectory (static and shared), pkg-config.
# Variables: TENON_BINARY (a finished build), TENON_SOURCE, USER_SOURCE, WORK.
cmake_minimum_required(VERSION 3.16)

function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE result OUTPUT_VARIABLE output
    ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGV}\nfailed (${result}):\n${output}")
  endif()
endfunction()

function(build_and_run name)
  run(${CMAKE_COMMAND} -S ${USER_SOURCE} -B ${WORK}/${name} ${ARGN})
  run(${CMAKE_COMMAND} --build ${WORK}/${name})
  run(${WORK}/${name}/user)
  message(STATUS "${name}: works")
endfunction()

file(REMOVE_RECURSE ${WORK})
run(${CMAKE_COMMAND} --install ${TENON_BINARY} --prefix ${WORK}/prefix)

build_and_run(installed -DCMAKE_PREFIX_PATH=${WORK}/prefix)
build_and_run(folder -DTENON_FOLDER=${TENON_SOURCE})
build_and_run(shared -DTENON_FOLDER=${TENON_SOURCE} -DBUILD_SHARED_LIBS=ON)

find_program(PKG_CONFIG pkg-config)
find_program(CC NAMES cc gcc clang)
if(NOT PKG_CONFIG OR NOT CC)
  message(STATUS "pkg-config: skipped, it is not installed")
  return()
endif()
file(GLOB_RECURSE description ${WORK}/prefix/*/tenon.pc)
get_filename_component(directory ${description} DIRECTORY)
set(ENV{PKG_CONFIG_PATH} ${directory})
execute_process(COMMAND ${PKG_CONFIG} --cflags --libs tenon OUTPUT_VARIABLE flags
  OUTPUT_STRIP_TRAILING_WHITESPACE)
separate_arguments(flags)
run(${CC} ${USER_SOURCE}/main.c -o ${WORK}/by-pkg-config ${flags})
run(${WORK}/by-pkg-config)
message(STATUS "pkg-config: works")
