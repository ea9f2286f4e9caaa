# SPDX-License-Identifier: Apache-2.0
# The tests that need a JDK, and the Java classes that they bind.

# The JDK of the newest version in a range, below the usual folders or named by the environment.
function(tenon_find_jdk result at_least below)
  set(homes $ENV{JAVA_HOME} $ENV{JAVA25_HOME})
  file(GLOB installed /usr/lib/jvm/* /opt/java/* /opt/jdk*)
  list(APPEND homes ${installed})
  set(found "")
  foreach(home IN LISTS homes)
    if(EXISTS ${home}/release AND EXISTS ${home}/lib/server/libjvm.so)
      file(STRINGS ${home}/release line REGEX "^JAVA_VERSION=")
      if(line MATCHES "\"([0-9.]+)" AND CMAKE_MATCH_1 VERSION_GREATER_EQUAL at_least AND
          CMAKE_MATCH_1 VERSION_LESS below)
        get_filename_component(found ${home} REALPATH)
        set(at_least ${CMAKE_MATCH_1})
      endif()
    endif()
  endforeach()
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

# Looked for again while there is none.
if(NOT TENON_TEST_JAVA_HOME)
  tenon_find_jdk(jdk 25 9999)
  set(TENON_TEST_JAVA_HOME "${jdk}" CACHE PATH "JDK 25 or newer that the tests start" FORCE)
endif()
if(NOT TENON_TEST_OLD_JAVA_HOME)
  tenon_find_jdk(jdk 9 24)
  set(TENON_TEST_OLD_JAVA_HOME "${jdk}" CACHE PATH "JDK 9 to 23 that the tests see refused" FORCE)
endif()

if(NOT EXISTS ${TENON_TEST_JAVA_HOME}/bin/javac OR NOT EXISTS ${TENON_TEST_JAVA_HOME}/include/jni.h)
  message(WARNING "there is no JDK 25 or newer: the tests that start Java are skipped. "
    "JAVA_HOME, or -DTENON_TEST_JAVA_HOME=, may say where one is")
  foreach(name IN ITEMS jni_test java_test java_life_test)
    add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} -E echo "skipped: there is no JDK 25 or newer")
    set_tests_properties(${name} PROPERTIES SKIP_REGULAR_EXPRESSION "^skipped")
  endforeach()
  return()
endif()

# Compiles sources into a folder.
function(tenon_compile_java folder)
  list(TRANSFORM ARGN PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE sources)
  add_custom_command(OUTPUT ${folder}.stamp
    COMMAND ${CMAKE_COMMAND} -E remove_directory ${folder}
    COMMAND ${TENON_TEST_JAVA_HOME}/bin/javac -encoding UTF-8 -Xlint:all,-restricted -Werror
      -d ${folder} ${sources}
    COMMAND ${CMAKE_COMMAND} -E touch ${folder}.stamp
    DEPENDS ${sources} VERBATIM)
endfunction()

set(classes ${CMAKE_CURRENT_BINARY_DIR}/java-classes)
set(module ${CMAKE_CURRENT_BINARY_DIR}/java-module)
tenon_compile_java(${classes} java/dev/tenon/test/Binders.java)
tenon_compile_java(${module}
  java-module/module-info.java java-module/dev/tenon/test/module/Binder.java)
add_custom_target(tenon_test_java DEPENDS ${classes}.stamp ${module}.stamp)

# The JDK's header is not ours to warn about.
set(jni_includes ${TENON_TEST_JAVA_HOME}/include ${TENON_TEST_JAVA_HOME}/include/linux)

add_executable(jni_test jni_test.c)
target_compile_features(jni_test PRIVATE c_std_11)
target_include_directories(jni_test PRIVATE ${tenon_SOURCE_DIR}/src)
target_include_directories(jni_test SYSTEM PRIVATE ${jni_includes})
target_link_libraries(jni_test PRIVATE tenon_build_options)
add_test(NAME jni_test COMMAND jni_test)

foreach(name IN ITEMS java_test java_life_test)
  tenon_add_test(${name} tenon::tenon)
  add_dependencies(${name} tenon_test_java)
  target_sources(${name} PRIVATE java_fixture.c)
  target_include_directories(${name} SYSTEM PRIVATE ${jni_includes})
  target_link_libraries(${name} PRIVATE ${CMAKE_DL_LIBS})
  target_compile_definitions(${name} PRIVATE
    TENON_TEST_JAVA_HOME="${TENON_TEST_JAVA_HOME}"
    TENON_TEST_OLD_JAVA_HOME="${TENON_TEST_OLD_JAVA_HOME}"
    TENON_TEST_CLASSES="${classes}"
    TENON_TEST_MODULE="${module}")
endforeach()
